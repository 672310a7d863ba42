import HTTPTypes
import NIOCore
import Shared
import Support
import Testing

@testable import SharedInfrastructure

/// What an origin that fails costs a page.
@Suite struct FailingOriginTests {
    private let products = FragmentRequest(.featuredProducts)
    private static let budget = TestServices.budget(of: .featuredProducts)

    private func site(_ origin: BrokenOrigin, clock: TestClock = TestClock(), _ body: (FragmentComposer) async throws -> Void) async throws
    {
        try await TestServices.listen(origin.router) { market in
            try await TestServices.compose(.blog, origins: [.market: market], clock: clock) { blog in try await body(blog) }
        }
    }

    /// One page, and how long it took.
    private func page(_ blog: FragmentComposer) async -> (loaded: LoadedFragment, took: Duration) {
        let began = ContinuousClock.now
        let loaded = await blog.load([products], for: Visitor())
        return (loaded[0], ContinuousClock.now - began)
    }

    /// On a busy machine a page's budget can be over before its request has arrived.
    private func wasAsked(_ origin: BrokenOrigin, times: Int) async throws {
        try await eventually("request \(times) arrives") { origin.requests >= times }
        #expect(origin.requests == times)
    }

    @Test(arguments: [BrokenOrigin.Manner.never, .dribbling, .slowly(.seconds(4))])
    func `one that hangs or dribbles costs one page its budget, and the next ones nothing`(manner: BrokenOrigin.Manner) async throws {
        let origin = BrokenOrigin()
        origin.answer(manner)
        try await site(origin) { blog in
            let first = await page(blog)
            #expect(first.loaded.source == .fallback)
            #expect(first.took >= Self.budget - .milliseconds(20) && first.took < Self.budget * 2)
            for _ in 0..<20 {
                let next = await page(blog)
                #expect(next.loaded.source == .fallback && next.took < Self.budget / 2)
            }
            try await wasAsked(origin, times: 1)
        }
    }

    @Test func `what comes after the budget is there for the next page`() async throws {
        let origin = BrokenOrigin()
        origin.answer(.slowly(Self.budget + .milliseconds(200)))
        try await site(origin) { blog in
            #expect(await page(blog).loaded.source == .fallback)
            try await eventually("the flight lands") { await page(blog).loaded.source == .process }
            try await wasAsked(origin, times: 1)
            try await eventually("the breaker closes") { blog.breaker(of: .market).state == .closed }
        }
    }

    @Test(arguments: [
        BrokenOrigin.Manner.status(.internalServerError), .status(.notFound), .status(.noContent), .status(.partialContent), .redirecting,
        .typed("text/plain"), .typed("text/html"), .typed("application/octet-stream"), .withoutTags, .withoutBuild, .notUTF8,
        .bytes(OriginAnswer.byteLimit + 1), .bytes(10 << 20), .withTag("a tag, another"),
    ])
    func `one that answers nonsense is asked once a second, and shown as its fallback`(manner: BrokenOrigin.Manner) async throws {
        let clock = TestClock()
        let origin = BrokenOrigin()
        origin.answer(manner)
        try await site(origin, clock: clock) { blog in
            #expect(await page(blog).loaded.source == .fallback)
            for _ in 0..<20 {
                let next = await page(blog)
                #expect(next.loaded.source == .fallback && next.took < Self.budget / 2)
            }
            try await wasAsked(origin, times: 1)
            clock.advance(by: .milliseconds(1100))
            _ = await page(blog)
            try await wasAsked(origin, times: 2)
        }
    }

    @Test func `a fragment of the largest allowed size is shown`() async throws {
        let origin = BrokenOrigin()
        origin.answer(.bytes(OriginAnswer.byteLimit))
        try await site(origin) { blog in
            #expect(await page(blog).loaded.part?.markup.readableBytes == OriginAnswer.byteLimit)
        }
    }

    @Test func `one that nobody listens for opens the breaker, and costs next to nothing`() async throws {
        // A port that was just given back: nobody listens there.
        let dead = try await TestServices.listen(BrokenOrigin().router) { $0 }
        try await TestServices.compose(.blog, origins: [.market: dead]) { blog in
            #expect(await page(blog).loaded.source == .fallback)
            #expect(blog.breaker(of: .market).state == .open)
            for _ in 0..<10 {
                let next = await page(blog)
                #expect(next.loaded.source == .fallback && next.took < Self.budget / 2)
            }
        }
    }

    @Test func `while it is down its last fragment is shown, and one probe at a time looks whether it is back`() async throws {
        let clock = TestClock()
        let origin = BrokenOrigin()
        origin.answer(.well("leeks"))
        try await site(origin, clock: clock) { blog in
            #expect(await page(blog).loaded.source == .origin)
            clock.advance(by: FragmentType.featuredProducts.timeToLive + FragmentType.featuredProducts.staleWhileRevalidate + .seconds(1))
            origin.answer(.never)
            let first = await page(blog)
            #expect(first.loaded.source == .stale && [first.loaded].text == ["leeks"])
            try await wasAsked(origin, times: 2)
            clock.advance(by: .seconds(2))
            origin.answer(.well("pears"))
            // The page that sends the probe does not wait for it.
            let probing = await page(blog)
            #expect(probing.took < Self.budget / 2)
            try await eventually("it is back") {
                clock.advance(by: .milliseconds(100))
                return [await page(blog).loaded].text == ["pears"]
            }
            try await eventually("the breaker closes") { blog.breaker(of: .market).state == .closed }
            try await wasAsked(origin, times: 3)
        }
    }

    @Test func `the fragments of the others do not suffer`() async throws {
        let origin = BrokenOrigin()
        let cart = Painter<BasketCount> { _, _ in "basket" }
        try await TestServices.listen(origin.router) { market in
            try await TestServices.serve(.cart, [cart]) { cart in
                try await TestServices.compose(.blog, origins: [.market: market, .cart: cart]) { blog in
                    for _ in 0..<3 {
                        #expect(await blog.load([products, FragmentRequest(.miniCart)], for: Visitor()).text == ["", "<p>basket</p>"])
                    }
                }
            }
        }
    }

    @Test func `a service whose own renderer hangs does not hang its pages`() async throws {
        let painter = Painter<Navigation> { _, _ in
            try await Task.sleep(for: .seconds(30))
            return "menu"
        }
        try await TestServices.compose(.blog, renderers: [painter]) { blog in
            let began = ContinuousClock.now
            #expect(await blog.load([FragmentRequest(.navTree)], for: Visitor())[0].source == .fallback)
            #expect(await blog.load([FragmentRequest(.navTree)], for: Visitor())[0].source == .fallback)
            #expect(ContinuousClock.now - began < TestServices.budget(of: .navTree) * 3 / 2)
        }
    }

    @Test func `a service without an address is a fallback, and said so`() async throws {
        try await TestServices.compose(.blog) { blog in
            #expect(await page(blog).loaded.source == .fallback)
        }
    }
}
