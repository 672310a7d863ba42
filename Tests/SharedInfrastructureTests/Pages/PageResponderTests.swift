import HTTPTypes
import NIOCore
import Shared
import SharedRedis
import Support
import Synchronization
import Testing

@testable import SharedInfrastructure

/// Whole pages: composed, kept, validated, timed.
@Suite struct PageResponderTests {
    @Test func `a page is its chrome, its own part and its fragments, each in its place`() async throws {
        try await TestBlog.run { blog in
            let page = try await blog.ask()
            #expect(page.status == .ok && page.markup == TestBlog.markup)
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            #expect(page.headers[.cacheControl] == "private, no-cache" && page.headers[.vary] == "Cookie")
        }
    }

    @Test func `it is made once, and then comes whole from the process`() async throws {
        try await TestBlog.run { blog in
            let content = LeekContent()
            let first = try await blog.ask { content.page() }
            #expect(first.timing.hasPrefix("own;desc=own;dur="))
            // The chrome's are asked for while the page's own part is made, so on a busy machine they may be in the process before they are wanted.
            for (part, sources) in [
                ("blog.nav-tree", "own|process"), ("cart.mini-cart", "origin|process"), ("account.auth-menu", "origin|process"),
                ("market.container-cards", "origin"),
            ] {
                #expect(try first.timing.contains(Regex("\(part);desc=(\(sources));")), "\(first.timing)")
            }
            let second = try await blog.ask { content.page() }
            #expect(second.markup == TestBlog.markup && second.timing.hasPrefix("page;desc=process;dur=") && second.tag == first.tag)
            #expect(content.made.withLock { $0 } == 1)
        }
    }

    @Test(arguments: ["//leeks", "/leeks/", "///leeks//"])
    func `slashes more make no other page of it`(_ target: String) async throws {
        try await TestBlog.run { blog in
            let content = LeekContent()
            _ = try await blog.ask { content.page() }
            _ = try await blog.ask(target) { content.page() }
            #expect(content.made.withLock { $0 } == 1)
        }
    }

    @Test func `two hundred readers of a new page have it made once`() async throws {
        try await TestBlog.run { blog in
            let content = LeekContent()
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<200 {
                    group.addTask {
                        try await blog.ask {
                            try await Task.sleep(for: .milliseconds(50))
                            return content.page()
                        }.markup
                    }
                }
                for try await markup in group { #expect(markup == TestBlog.markup) }
            }
            #expect(content.made.withLock { $0 } == 1)
        }
    }

    @Test func `a process that starts finds the whole page in Redis, without asking anybody`() async throws {
        try await TestServices.withRedis { redis in
            let content = LeekContent()
            try await TestBlog.run(redis: redis) { blog in
                _ = try await blog.ask { content.page() }
                try await eventually("it is stored") { blog.composer.work.running == 0 }
            }
            try await TestBlog.run(redis: redis) { restarted in
                let page = try await restarted.ask { content.page() }
                #expect(page.markup == TestBlog.markup && page.timing.hasPrefix("page;desc=redis"))
                #expect(restarted.products.renders + restarted.basket.renders == 0)
            }
            #expect(content.made.withLock { $0 } == 1)
        }
    }

    @Test func `a visitor with a basket has the same page with their basket in it, and nothing is made again`() async throws {
        try await TestBlog.run { blog in
            let content = LeekContent()
            let readers = try await blog.ask { content.page() }
            let visitor = Visitor(basket: ID())
            let page = try await blog.ask(for: visitor) { content.page() }
            #expect(page.markup == TestBlog.markup.replacing("basket of nobody", with: "basket of \(visitor.basket?.description ?? "")"))
            #expect(page.tag != readers.tag)
            #expect(page.timing.contains("own;desc=process") && page.timing.contains("market.container-cards;desc=process"))
            // And nobody else sees it.
            #expect(try await blog.ask { content.page() }.markup == TestBlog.markup)
            #expect(try await blog.ask(for: Visitor(basket: ID())) { content.page() }.markup != page.markup)
            #expect(content.made.withLock { $0 } == 1 && blog.products.renders == 1)
        }
    }

    @Test func `a page is not older than its most short-lived fragment allows`() async throws {
        try await TestBlog.run { blog in
            _ = try await blog.ask()
            blog.products.paint { _, _ in "pears" }
            blog.clock.advance(by: FragmentType.featuredProducts.timeToLive + .seconds(1))
            try await eventually("the page shows the new one") {
                try await blog.ask().markup == TestBlog.markup.replacing("<p>products</p>", with: "<p>pears</p>")
            }
        }
    }

    @Test func `errors of a page's content go to who asked, and are not kept`() async throws {
        try await TestBlog.run { blog in
            await #expect(throws: Problem.notFound) { try await blog.ask { throw Problem.notFound } }
            await #expect(throws: Problem.unavailable) { try await blog.ask(caching: .never) { throw Problem.unavailable } }
            let next = try await blog.ask()
            #expect(next.status == .ok)
        }
    }

    @Test func `a page that is never kept is made each time, and has no tag`() async throws {
        try await TestBlog.run { blog in
            let content = LeekContent()
            let first = try await blog.ask(caching: .never) { content.page() }
            let second = try await blog.ask(caching: .never) { content.page() }
            #expect(first.markup == TestBlog.markup && second.markup == TestBlog.markup)
            #expect(first.tag == nil && first.headers[.cacheControl] == "private, no-cache")
            #expect(content.made.withLock { $0 } == 2)
            #expect(second.timing.contains("own;desc=own") && second.timing.contains("market.container-cards;desc=process"))
        }
    }

    @Test func `a page with another status is whole, and never kept`() async throws {
        try await TestBlog.run { blog in
            let missing = try await blog.ask(status: .notFound) { LeekPage(text: "nothing here") }
            #expect(missing.status == .notFound && missing.markup.contains("nothing here") && missing.tag == nil)
            #expect(try await blog.ask().markup == TestBlog.markup)
        }
    }

    @Test func `only the query that the page depends on makes another page`() async throws {
        try await TestBlog.run { blog in
            let content = LeekContent()
            for target in ["/leeks", "/leeks?utm_source=a", "/leeks?page=2", "/leeks?page=2&x=1", "/leeks?x=1&page=2", "/pears"] {
                _ = try await blog.ask(target, caching: .everyone(query: ["page"])) { content.page() }
            }
            #expect(content.made.withLock { $0 } == 3)
        }
    }

    @Test func `a change while a page is made is not lost`() async throws {
        try await TestBlog.run { blog in
            let content = LeekContent()
            let isFirst = Mutex(true)
            _ = try await blog.ask {
                let page = content.page()
                let isNow = isFirst.withLock { isFirst in
                    defer { isFirst = false }
                    return isFirst
                }
                if isNow {
                    content.text.withLock { $0 = "pears" }
                    try await blog.composer.invalidator.invalidate([.posts])
                }
                return page
            }
            #expect(try await blog.ask { content.page() }.markup.contains("<h1>pears</h1>"))
        }
    }

    @Test func `a page waits for all its fragments once, however many of their services hang`() async throws {
        let origin = BrokenOrigin()
        try await TestServices.listen(origin.router) { address in
            let origins: [ServiceName: String] = [.market: address, .cart: address, .account: address, .blog: address]
            try await TestServices.compose(.events, origins: origins) { composer in
                let blog = TestBlog(
                    composer: composer, navigation: Painter { _, _ in "" }, products: Painter { _, _ in "" },
                    basket: Painter { _, _ in "" },
                    menu: Painter { _, _ in "" }, clock: TestClock())
                let began = ContinuousClock.now
                let page = try await blog.ask()
                let took = ContinuousClock.now - began
                #expect(page.status == .ok && page.markup.contains("<h1>leeks</h1>"))
                #expect(took < TestServices.budget(of: .featuredProducts) * 3 / 2, "\(took)")
                let again = ContinuousClock.now
                #expect(try await blog.ask().status == .ok)
                #expect(ContinuousClock.now - again < TestServices.budget(of: .featuredProducts) / 2)
            }
        }
    }
}
