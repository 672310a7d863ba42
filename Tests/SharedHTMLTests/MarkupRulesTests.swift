import Foundation
import Testing

/// What the compiler cannot see in markup, this reads in the sources.
@Suite struct MarkupRulesTests {
    @Test func `no source of ours breaks a rule of markup`() throws {
        var read = 0
        for folder in ["Shared", "Blog", "Market", "Cart", "Events", "Federation", "Account"] {
            let files = FileManager.default.enumerator(at: repositoryRoot.appending(path: folder), includingPropertiesForKeys: nil)
            for case let file as URL in try #require(files) where file.pathExtension == "swift" {
                // Writes strings that go through the sanitiser, as what a Ghost export holds does.
                if file.path().contains("/GhostImport/Prose/") { continue }
                read += 1
                for broken in MarkupRules.broken(in: try String(contentsOf: file, encoding: .utf8)) {
                    Issue.record("\(file.path()): \(broken)")
                }
            }
        }
        #expect(read > 20)
    }

    @Test func `only the caches and the sanitiser's column take markup at its word`() throws {
        let permitted = [
            "HTML(rendered:": ["Shared/HTML/", "Shared/Infrastructure/"],
            "SanitizedHTML(alreadySanitized:": ["Shared/HTML/", "Shared/Models/", "Shared/Services/"],
        ]
        for folder in ["Shared", "Blog", "Market", "Cart", "Events", "Federation", "Account"] {
            let files = FileManager.default.enumerator(at: repositoryRoot.appending(path: folder), includingPropertiesForKeys: nil)
            for case let file as URL in try #require(files) where file.pathExtension == "swift" {
                let text = MarkupRules.withoutComments(try String(contentsOf: file, encoding: .utf8))
                let path = String(file.path().dropFirst(repositoryRoot.path().count))
                for (call, places) in permitted where text.contains(call) {
                    #expect(places.contains { path.hasPrefix($0) }, "\(path) calls \(call)")
                }
            }
        }
    }

    @Test(arguments: [
        #"<a href="\(post.address)">"#, #"<a href=\"\(post.address)\">"#, #"<img src="/images/\(name)">"#, #"<form action="\(x)">"#,
        #"<button formaction="\(x)">"#, #"<video poster="\(x)">"#, #"<img srcset="\(url: a) 1x, \(b) 2x">"#, #"<a hx-get="\(x)">"#,
        #"<a ping="\(x)">"#, #"<a href='\(x)'>"#, ##"<a href="\#(x)">"##, #"<a href="\(url: Link(segments: "a", b))\(c)">"#,
        #"<p style="color: red">"#, #"<p style=\"\(x)\">"#, #"<a onclick="x()">"#, #"<a onclick=\"x()\">"#, #"<a hx-on:click="x()">"#,
        #"<p class=\(x)>"#, #"<style>p {}</style>"#, #"<script>alert(1)</script>"#, #"<script src="/a.js">\(x)</script>"#,
        #"<script type="application/ld+json">\(x)</script>"#, #"<p data-x="\(json: x)">"#, #"<a\(attribute: "href", x)>"#,
        #"<a\(attribute: "onclick", x)>"#, #"<a\(attribute: "style", x)>"#,
    ])
    func `a broken rule is found`(_ source: String) {
        #expect(!MarkupRules.broken(in: "let html: HTML = \(source)").isEmpty)
    }

    @Test(arguments: [
        #"<a href="\(url: post.address)" title="\(title)">"#, #"<a href=\"\(url: Link(segments: "a", b))\">\(x)</a>"#,
        #"<img srcset="\(url: a) 1x, \(url: b) 2x" alt="\(x)">"#, #"<a href="/about">\(x)</a>"#,
        #"<script src="\(url: a)" defer></script>"#,
        #"<script type="application/ld+json">\(json: x)</script>"#, #"<a\(attribute: "href", url: x)\(attribute: "title", y)>"#,
        #"// <a href="\(x)"> is refused"#, #"let style = "x"; log("on=\(x)")"#,
    ])
    func `what keeps the rules passes`(_ source: String) {
        #expect(MarkupRules.broken(in: source).isEmpty)
    }
}
