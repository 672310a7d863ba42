import HTTPTypes
import Shared
import Support
import Synchronization
import Testing

@testable import SharedInfrastructure

/// What browsers are told to know a page by.
@Suite struct PageTagTests {
    @Test func `a browser that has the page is told so in one line`() async throws {
        try await TestBlog.run { blog in
            let tag = try #require(try await blog.ask().tag)
            #expect(tag.hasPrefix("W/\"") && tag.hasSuffix("\"") && tag.utf8.count == 20)
            let bare = String(tag.dropFirst(2))
            for known in [tag, bare, "*", "\"other\", \(tag)", "W/\"x\" ,\t\(bare) "] {
                let page = try await blog.ask("/leeks", [.ifNoneMatch: known])
                #expect(page.status == .notModified && page.markup.isEmpty && page.tag == tag, "\(known)")
                #expect(page.headers[.cacheControl] == "private, no-cache" && page.headers[.vary] == "Cookie")
            }
            for other in ["\"other\"", "W/\"\"", String(bare.dropFirst()), "", ","] {
                #expect(try await blog.ask("/leeks", [.ifNoneMatch: other]).status == .ok, "\(other)")
            }
        }
    }

    @Test(arguments: ["own", "chrome", "fragment", "audience"])
    func `a page's tag changes with any of its parts, and only then`(part: String) async throws {
        try await TestBlog.run { blog in
            let content = LeekContent()
            let before = try await blog.ask { content.page() }
            switch part {
            case "own":
                content.text.withLock { $0 = "pears" }
                try await blog.composer.invalidator.invalidate([.posts])
            case "chrome": try await blog.composer.invalidator.invalidate([.markets])
            case "fragment":
                blog.products.paint { _, _ in "pears" }
                try await blog.composer.invalidator.invalidate([.products])
            default: break
            }
            let after = try await blog.ask { content.page() }
            #expect((after.tag != before.tag) == (after.markup != before.markup))
            #expect((after.markup != before.markup) == ["own", "fragment"].contains(part))
            // What was made again is the same, so browsers keep what they have.
            #expect(content.made.withLock { $0 } == (["own", "chrome"].contains(part) ? 2 : 1))
        }
    }

    @Test func `two processes give equal pages equal tags`() async throws {
        let tags = Mutex<[String?]>([])
        for _ in 0..<2 {
            try await TestBlog.run { blog in
                let tag = try await blog.ask().tag
                tags.withLock { $0.append(tag) }
            }
        }
        #expect(Set(tags.withLock { $0 }).count == 1)
    }

    @Test func `a page with a fallback has another tag, and is not kept whole`() async throws {
        try await TestBlog.run { blog in
            let whole = try await blog.ask()
            blog.products.paint { _, _ in throw FragmentError.notFound }
            try await blog.composer.invalidator.invalidate([.products])
            let holed = try await blog.ask()
            #expect(holed.markup == TestBlog.markup.replacing("<p>products</p>", with: "") && holed.tag != whole.tag)
            #expect(holed.timing.contains("market.container-cards;desc=fallback"))
            blog.products.paint { _, _ in "products" }
            blog.clock.advance(by: .seconds(6))
            let mended = try await blog.ask()
            #expect(mended.markup == TestBlog.markup && mended.tag == whole.tag)
        }
    }
}
