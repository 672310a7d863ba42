import Foundation
import HTTPTypes
import Shared
import Support
import Testing
@testable import SharedInfrastructure

@Suite struct PictureRouteTests {
    private func withPicture(_ body: (App, String) async throws -> Void) async throws {
        try await withPictures { store async throws in
            let picture = try await store.add(TestPicture.make(40, 30, "jpg"), .decoration)
            try Data("secret".utf8).write(to: URL(filePath: "\(store.root)/secret.jpg"))
            // Its files come from the disk through a socket.
            try await body(TestSite.app(.events, ["PICTURES_ROOT": store.root]), picture.address)
        }
    }

    @Test func `a picture is served in its formats by every service, and may be kept for ever`() async throws {
        try await withPicture { app, address async throws in
            try await RunningApp.run(app) { running async throws in
                for (name, type) in [
                    ("/200.avif", "image/avif"), ("/200.webp", "image/webp"), ("/200.jpg", "image/jpeg"), ("", "image/jpeg"),
                ] {
                    let answer = try await running.ask(address + name)
                    #expect(answer.status == 200 && answer.headers[.contentType] == type, "\(name)")
                    #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
                    // In a feed reader, in mail, where somebody shares a post.
                    #expect(answer.headers.first { $0.name.rawName == "Cross-Origin-Resource-Policy" }?.value == "cross-origin")
                }
            }
        }
    }

    @Test func `one that the client has is not sent again, and a part of it is sent`() async throws {
        try await withPicture { app, address async throws in
            let head = try await app.ask(.head, "\(address)/200.jpg")
            let tag = try #require(head.headers[.eTag])
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(try await app.ask("\(address)/200.jpg", [.ifNoneMatch: tag]).status == 304)
            #expect(try await app.ask("\(address)/200.webp", [.ifNoneMatch: tag, .range: "bytes=0-3"]).status == 206)
            #expect(try await app.ask("\(address)/200.jpg", [.range: "bytes=99999-"]).status == 416)
        }
    }

    @Test(arguments: [
        "/400.jpg", "/200.svg", "/200.jpg/", "/0200.jpg", "/200.JPG", "/200.jpg%00", "/measures", "/..%2f..%2fsecret.jpg",
        "/../../secret.jpg",
        "/%2e%2e/%2e%2e/secret.jpg", "/200.jpg/x", "//200.jpg", "/",
    ])
    func `nothing but a picture's files is served`(name: String) async throws {
        try await withPicture { app, address async throws in
            let answer = try await app.ask(address + name)
            // Slashes too many are left out by the router.
            guard !["/200.jpg/", "//200.jpg", "/"].contains(name) else { return #expect([200, 404].contains(answer.status)) }
            #expect(answer.status == 404 && !answer.body.contains("secret"))
        }
    }

    @Test(arguments: [
        "secret.jpg", "..", "%2e%2e", ".new", "aaaaaaaaaaaaaaaaaaaaaaaa", "AAAAAAAAAAAAAAAAAAAAAAAA", "..%2f..%2fetc%2fpasswd", "",
    ])
    func `a picture that is not there is a short answer`(id: String) async throws {
        try await withPicture { app, _ async throws in
            let answer = try await app.ask("/pictures/\(id)/200.jpg")
            #expect(answer.status == 404 && answer.body.utf8.count < 40_000)
            if id == "aaaaaaaaaaaaaaaaaaaaaaaa" {
                #expect(answer.body == "There is no such picture.\n" && answer.headers[.cacheControl] == "no-store")
            }
        }
    }
}
