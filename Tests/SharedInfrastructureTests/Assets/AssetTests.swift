import FoundationEssentials
import HTTPTypes
import Hummingbird
import SharedHTML
import SharedInfrastructure
import Support
import Testing

/// Over 200 lines: one folder of files, and all that may be asked of it.
@Suite struct AssetTests {
    /// A folder of static files, as it might be after a careless day.
    private func withFiles<Result>(_ body: (Assets, String) async throws -> Result) async throws -> Result {
        let root = temporaryPath("assets")
        let files = FileManager.default
        for folder in ["/fonts", "/css", "/styles", "/styles/reading", "/scripts", "/.git"] {
            try files.createDirectory(atPath: root + folder, withIntermediateDirectories: true)
        }
        defer { try? files.removeItem(atPath: root) }
        func write(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: URL(filePath: "\(root)/\(name)")) }
        try write("site.js", "0123456789abcdefghij")
        try write("fonts/text.woff2", "font")
        try write("css/site.css", "@font-face { src: url(\"../fonts/text.woff2\") } a { background: url(https://example.org/x.png) }")
        try write("styles/b.css", "/* why */\nb {\n  content: \"/* said */ it\";\n}")
        try write("styles/a.css", "@layer one;\n\n@font-face { src: url(../fonts/text.woff2) }")
        try write("styles/reading/prose.css", "p { color: red }")
        try write("scripts/two.js", "two")
        try write("scripts/one.js", "one")
        try write("big.txt", String(repeating: "0123456789", count: 30_000))
        try write(".env", "secret")
        try write(".git/config.txt", "secret")
        try write("notes.swp", "secret")
        try write("spa ce.txt", "secret")
        try files.createSymbolicLink(atPath: root + "/passwd.txt", withDestinationPath: "/etc/passwd")
        return try await body(try Assets(root: root), root)
    }

    private func name(_ assets: Assets, _ file: String) -> String { assets.link(file).value }

    @Test func `a file is served under a name that holds its hash, for ever`() async throws {
        try await withFiles { assets, _ async throws in
            let link = name(assets, "site.js")
            #expect(link.wholeMatch(of: /\/assets\/site\.[0-9a-f]{16}\.js/) != nil)
            let answer = try await TestSite.app(assets: assets).ask(link)
            #expect(answer.status == 200 && answer.body == "0123456789abcdefghij")
            #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(answer.headers[.contentType] == "text/javascript; charset=utf-8" && answer.headers[.acceptRanges] == "bytes")
        }
    }

    @Test func `the files have one version, and another once any of them changes`() async throws {
        try await withFiles { assets, root async throws in
            #expect(try Assets(root: root).version == assets.version && assets.version != Assets().version)
            try Data("c".utf8).write(to: URL(filePath: "\(root)/styles/c.css"))
            #expect(try Assets(root: root).version != assets.version)
        }
    }

    @Test func `its plain name is served too, and asked for again each time`() async throws {
        try await withFiles { assets, _ async throws in
            let answer = try await TestSite.app(assets: assets).ask("/assets/site.js")
            #expect(answer.status == 200 && answer.headers[.cacheControl] == "public, no-cache")
        }
    }

    @Test func `a style sheet names its fonts by their hashes, and leaves other addresses alone`() async throws {
        try await withFiles { assets, _ async throws in
            let answer = try await TestSite.app(assets: assets).ask(name(assets, "css/site.css"))
            #expect(answer.body.contains("url(\"\(name(assets, "fonts/text.woff2"))\")"))
            #expect(answer.body.contains("url(https://example.org/x.png)"))
        }
    }

    @Test func `a folder of style sheets or scripts is one file, in the order of their names`() async throws {
        try await withFiles { assets, _ async throws in
            let app = try TestSite.app(assets: assets)
            let styles = try await app.ask(name(assets, "styles.css"))
            #expect(styles.headers[.contentType] == "text/css; charset=utf-8")
            #expect(
                styles.body == """
                    @layer one;
                    @font-face { src: url("\(name(assets, "fonts/text.woff2"))") }
                    b {
                    content: "/* said */ it";
                    }

                    """)
            #expect(try await app.ask(name(assets, "styles-reading.css")).body == "p { color: red }\n")
            #expect(try await app.ask(name(assets, "scripts.js")).body == "one\ntwo\n")
            #expect(try await app.ask("/assets/styles/b.css").status == 404)
        }
    }

    @Test(arguments: [
        "/assets/../.env", "/assets/..%2f.env", "/assets/%2e%2e/.env", "/assets/.env", "/assets/.git/config.txt", "/assets/passwd.txt",
        "/assets//etc/passwd", "/assets/%2fetc%2fpasswd", "/assets/site.js%00.css", "/assets/site.js%00", "/assets/notes.swp",
        "/assets/spa%20ce.txt", "/assets/spa ce.txt", "/assets/fonts", "/assets/fonts/", "/assets/", "/assets", "/assets/./site.js",
        "/assets/fonts/../site.js", "/assets/..\\.env", "/assets/site.0000000000000000.js", "/assets/SITE.JS",
    ])
    func `nothing but the files that were found is served`(path: String) async throws {
        try await withFiles { assets, _ async throws in
            let answer = try await TestSite.app(assets: assets).ask(path)
            #expect(answer.status == 404 && !answer.body.contains("secret") && !answer.body.contains("root:"))
        }
    }

    @Test func `a file that the client has is not sent again`() async throws {
        try await withFiles { assets, _ async throws in
            let app = try TestSite.app(assets: assets)
            let link = name(assets, "site.js")
            let first = try await app.ask(link)
            let (tag, date) = (try #require(first.headers[.eTag]), try #require(first.headers[.lastModified]))
            for headers: HTTPFields in [
                [.ifNoneMatch: tag], [.ifNoneMatch: "\"x\", W/\(tag)"], [.ifNoneMatch: "*"], [.ifModifiedSince: date],
                [.ifNoneMatch: tag, .ifModifiedSince: "Thu, 01 Jan 1970 00:00:00 GMT"],
            ] {
                let again = try await app.ask(link, headers)
                #expect(again.status == 304 && again.body.isEmpty && again.headers[.eTag] == tag)
            }
            for headers: HTTPFields in [
                [.ifNoneMatch: "\"x\""], [.ifModifiedSince: "Thu, 01 Jan 1970 00:00:00 GMT"], [.ifModifiedSince: "yesterday"],
                [.ifNoneMatch: "\"x\"", .ifModifiedSince: date], [.ifMatch: tag],
            ] {
                #expect(try await app.ask(link, headers).status == 200)
            }
            #expect(try await app.ask(link, [.ifMatch: "\"x\""]).status == 412)
            #expect(try await app.ask(link, [.ifUnmodifiedSince: "Thu, 01 Jan 1970 00:00:00 GMT"]).status == 412)
        }
    }

    @Test(arguments: [
        ("bytes=0-4", "bytes 0-4/20", "01234"), ("bytes=5-", "bytes 5-19/20", "56789abcdefghij"), ("bytes=-3", "bytes 17-19/20", "hij"),
        ("bytes=15-99", "bytes 15-19/20", "fghij"), ("bytes=-99", "bytes 0-19/20", "0123456789abcdefghij"),
        ("BYTES=19-19", "bytes 19-19/20", "j"),
        ("bytes=0-0, 99-", "bytes 0-0/20", "0"), ("bytes=15-99999999999999999999", "bytes 15-19/20", "fghij"),
    ])
    func `a part of a file is sent`(range: String, contentRange: String, bytes: String) async throws {
        try await withFiles { assets, _ async throws in
            let answer = try await TestSite.app(assets: assets).ask("/assets/site.js", [.range: range])
            #expect(answer.status == 206 && answer.headers[.contentRange] == contentRange && answer.body == bytes)
            #expect(answer.headers[.contentLength] == "\(bytes.utf8.count)")
        }
    }

    @Test(arguments: [
        "bytes=4-2", "bytes=a-b", "bytes=", "bytes=-", "lines=0-4", "0-4", "bytes=0-4-6", "bytes=0-19,0-19",
        "bytes=1-1,2-2,3-3,4-4,5-5,6-6,7-7,8-8,9-9",
    ])
    func `a range that is not worth it is as good as none`(range: String) async throws {
        try await withFiles { assets, _ async throws in
            let answer = try await TestSite.app(assets: assets).ask("/assets/site.js", [.range: range])
            #expect(answer.status == 200 && answer.body.utf8.count == 20)
        }
    }

    @Test func `a range beyond the file is refused with the file's length`() async throws {
        try await withFiles { assets, _ async throws in
            for range in ["bytes=20-", "bytes=99-100", "bytes=-0"] {
                let answer = try await TestSite.app(assets: assets).ask("/assets/site.js", [.range: range])
                #expect(answer.status == 416 && answer.headers[.contentRange] == "bytes */20")
            }
        }
    }

    @Test func `several parts are sent as one answer`() async throws {
        try await withFiles { assets, _ async throws in
            let answer = try await TestSite.app(assets: assets).ask("/assets/site.js", [.range: "bytes=0-1, 10-11, -1"])
            let type = try #require(answer.headers[.contentType])
            let boundary = try #require(type.split(separator: "boundary=").last.map(String.init))
            #expect(answer.status == 206 && type.hasPrefix("multipart/byteranges; "))
            let parts = answer.body.components(separatedBy: "--\(boundary)").dropFirst().map { $0.components(separatedBy: "\r\n\r\n") }
            #expect(parts.count == 4 && parts[3] == ["--\r\n"])
            #expect(parts[0][0].contains("Content-Range: bytes 0-1/20") && parts[0][1] == "01\r\n")
            #expect(parts[1][0].contains("Content-Range: bytes 10-11/20") && parts[1][1] == "ab\r\n")
            #expect(parts[2][0].contains("Content-Range: bytes 19-19/20") && parts[2][1] == "j\r\n")
        }
    }

    @Test func `a range counts only while the file is the same`() async throws {
        try await withFiles { assets, _ async throws in
            let app = try TestSite.app(assets: assets)
            let first = try await app.ask("/assets/site.js")
            let (tag, date) = (try #require(first.headers[.eTag]), try #require(first.headers[.lastModified]))
            for same in [tag, date] { #expect(try await app.ask("/assets/site.js", [.range: "bytes=0-1", .ifRange: same]).status == 206) }
            for other in ["\"x\"", "W/\(tag)", "Thu, 01 Jan 1970 00:00:00 GMT", "x"] {
                #expect(try await app.ask("/assets/site.js", [.range: "bytes=0-1", .ifRange: other]).status == 200)
            }
        }
    }

    @Test func `HEAD says the length of the whole, whatever range it names`() async throws {
        try await withFiles { assets, _ async throws in
            let answer = try await TestSite.app(assets: assets).ask(.head, "/assets/site.js", [.range: "bytes=0-1"])
            #expect(answer.status == 200 && answer.headers[.contentLength] == "20" && answer.body.isEmpty)
        }
    }

    @Test func `a large file comes from the disk in pieces, whole and in parts`() async throws {
        try await withFiles { assets, _ async throws in
            try await RunningApp.run(TestSite.app(assets: assets)) { app async throws in
                let whole = try await app.ask("/assets/big.txt")
                #expect(whole.body == String(repeating: "0123456789", count: 30_000) && whole.headers[.contentLength] == "300000")
                let part = try await app.ask("/assets/big.txt", ["Range": "bytes=299995-"])
                #expect(part.status == 206 && part.body == "56789")
                let several = try await app.ask("/assets/big.txt", ["Range": "bytes=0-99999, 100000-199999"])
                #expect(several.status == 206 && several.headers[.contentLength] == "\(several.body.utf8.count)")
            }
        }
    }

    @Test func `a root that is not there is named in one line`() {
        let error = #expect(throws: StartupError.self) { try Assets(root: "/nowhere") }
        #expect(error?.description == "cannot read /nowhere: set STATIC_ROOT to the folder of style sheets, scripts and pictures")
    }

    @Test func `robots may read, and nothing pretends to be an icon`() async throws {
        let app = try TestSite.app()
        #expect(try await app.ask("/robots.txt").body == "User-agent: *\nDisallow:\n")
        #expect(try await app.ask("/favicon.ico").status == 404)
    }
}
