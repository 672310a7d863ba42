import HTTPTypes
import Shared
import Testing

@testable import SharedInfrastructure

/// The operator's look at how a page is composed.
@Suite struct XRayTests {
    private let link = XRayLink(key: TestServices.key)

    private func target(_ clock: TestClock, path: String = "/leeks", service: ServiceName = .blog, for seconds: Int64 = 60) -> String {
        path + "?" + link.query(for: path, of: service, expiry: clock.time.date() / 1000 + seconds)
    }

    @Test func `an operator's link shows each fragment's source, age and cost at the page's end, and is kept by nobody`() async throws {
        try await TestBlog.run { blog in
            let plain = try await blog.ask()
            blog.clock.advance(by: .seconds(3))
            let page = try await blog.ask(target(blog.clock))
            #expect(page.status == .ok && page.headers[.cacheControl] == "no-store" && page.tag == nil)
            #expect(page.headers[.xRobotsTag] == "noindex" && page.headers[.referrerPolicy] == "no-referrer")
            #expect(page.markup.hasSuffix("</aside>\n</body>"))
            #expect(page.markup.contains("<h2 class=\"xray-title\">4 fragments</h2>"))
            for part in [
                "own", "blog/internal/fragments/nav-tree", "market/internal/fragments/container-cards", "cart/internal/fragments/mini-cart",
            ] {
                #expect(page.markup.contains("<tr class=\"xray-part\"><th scope=\"row\">\(part)</th><td>process</td><td>3."), "\(part)")
            }
            #expect(!page.markup.contains("<script") && !page.markup.contains("style="))
            // Nobody else sees it.
            let after = try await blog.ask()
            #expect(after.markup == plain.markup && after.tag == plain.tag)
        }
    }

    @Test func `a fallback shows as such`() async throws {
        try await TestBlog.run { blog in
            blog.products.paint { _, _ in throw FragmentError.notFound }
            let page = try await blog.ask(target(blog.clock))
            #expect(page.markup.contains("market/internal/fragments/container-cards</th><td>fallback</td><td>none</td>"))
        }
    }

    @Test func `it opens pages that are never kept, too`() async throws {
        try await TestBlog.run { blog in
            let page = try await blog.ask(target(blog.clock), caching: .never)
            #expect(page.markup.contains("class=\"xray\"") && page.headers[.cacheControl] == "no-store")
        }
    }

    @Test func `another status stays, and a page that is kept composed shows each of its parts`() async throws {
        try await TestBlog.run { blog in
            let missing = try await blog.ask(target(blog.clock), caching: .never, status: .notFound)
            #expect(missing.status == .notFound && missing.markup.contains("class=\"xray\""))
            for _ in 0..<2 { _ = try await blog.ask(for: Visitor(basket: ID())) }
            let page = try await blog.ask(target(blog.clock))
            #expect(page.markup.contains("market/internal/fragments/container-cards</th><td>process</td>"))
        }
    }

    @Test func `a link that is over, forged, or for another page opens nothing`() async throws {
        try await TestBlog.run { blog in
            let plain = try await blog.ask().markup
            let good = target(blog.clock)
            let stranger = XRayLink(key: Array("another".utf8)).query(for: "/leeks", of: .blog, expiry: blog.clock.time.date() / 1000 + 60)
            let forged = [
                target(blog.clock, for: 0), target(blog.clock, for: -5), target(blog.clock, service: .market), "/leeks?" + stranger,
                "/leeks?xray", "/leeks?xray=", "/leeks?xray=1.2.3", "/leeks?xray=99999999999.00", "/leeks?xray=-1.",
                good.replacing("xray=1", with: "xray=2"), String(good.dropLast()), good + "0",
                good.uppercased().replacing("/LEEKS?XRAY", with: "/leeks?xray"),
                "/leeks?" + (target(blog.clock, path: "/pears").split(separator: "?").last ?? ""),
            ]
            for target in forged { #expect(try await blog.ask(target).markup == plain, "\(target)") }
            #expect(try await blog.ask(good).markup != plain)
            blog.clock.advance(by: .seconds(61))
            #expect(try await blog.ask(good).markup == plain)
        }
    }

    @Test func `what signs fragments does not open pages`() {
        let now: Int64 = 1_790_000_000
        let headers = FragmentSignature(key: TestServices.key).headers(for: "/leeks", audience: .everyone, at: now)
        #expect(link.query(for: "/leeks", of: .blog, expiry: now).hasSuffix(headers[.fragmentSignature] ?? "-") == false)
    }
}
