import NIOCore
import Shared
import SharedRedis
import Support
import Testing

@testable import SharedInfrastructure

/// When a fragment is shown as it is, while it is made anew, instead of an error, and not at all.
@Suite struct FreshnessTests {
    private let products = FragmentRequest(.featuredProducts)
    private static let ttl = FragmentType.featuredProducts.timeToLive
    private static let revalidating = ttl + FragmentType.featuredProducts.staleWhileRevalidate
    private static let failing = ttl + FragmentType.featuredProducts.staleIfError

    /// A market that paints leeks, and a blog that shows them.
    private func site(
        redis: RedisClient? = nil, clock: TestClock = TestClock(), tags: Set<CacheTag> = [],
        _ body: (FragmentComposer, Painter<Products>) async throws -> Void
    ) async throws {
        let painter = Painter<Products>(tags: tags) { _, _ in "leeks" }
        try await TestServices.serve(.market, [painter], clock: clock) { market in
            try await TestServices.compose(.blog, origins: [.market: market], redis: redis, clock: clock) { blog in
                try await body(blog, painter)
            }
        }
    }

    @Test func `a fragment is asked of its origin once, and then shown from the process`() async throws {
        try await site { blog, painter in
            let first = await blog.load([products], for: Visitor())
            #expect(first.text == ["<p>leeks</p>"] && first[0].source == .origin)
            let second = await blog.load([products], for: Visitor())
            #expect(second.text == ["<p>leeks</p>"] && second[0].source == .process && second[0].cost == .zero)
            #expect(painter.renders == 1)
        }
    }

    @Test func `a process that starts finds in Redis what another one had rendered`() async throws {
        try await TestServices.withRedis { redis in
            let painter = Painter<Products> { _, _ in "leeks" }
            try await TestServices.serve(.market, [painter]) { market in
                try await TestServices.compose(.blog, origins: [.market: market], redis: redis) { blog in
                    _ = await blog.load([products], for: Visitor())
                    try await eventually("it is stored") { blog.work.running == 0 }
                }
                try await TestServices.compose(.blog, origins: [.market: market], redis: redis) { restarted in
                    let found = await restarted.load([products], for: Visitor())
                    #expect(found.text == ["<p>leeks</p>"] && found[0].source == .redis)
                }
            }
            #expect(painter.renders == 1)
        }
    }

    @Test(arguments: [false, true])
    func `after its time it is shown at once, and made anew for the next page`(withRedis isShared: Bool) async throws {
        try await TestServices.withRedis { redis in
            let clock = TestClock()
            try await site(redis: isShared ? redis : nil, clock: clock) { blog, painter in
                _ = await blog.load([products], for: Visitor())
                painter.paint { _, _ in "pears" }
                clock.advance(by: Self.ttl + .seconds(1))
                let stale = await blog.load([products], for: Visitor())
                #expect(stale.text == ["<p>leeks</p>"] && stale[0].source == .stale)
                try await eventually("it is made anew") { await blog.load([products], for: Visitor()).text == ["<p>pears</p>"] }
                #expect(painter.renders == 2)
            }
        }
    }

    @Test func `many pages that show a stale fragment have it made anew once`() async throws {
        let clock = TestClock()
        try await site(clock: clock) { blog, painter in
            _ = await blog.load([products], for: Visitor())
            painter.paint { _, _ in
                try await Task.sleep(for: .milliseconds(100))
                return "pears"
            }
            clock.advance(by: Self.ttl + .seconds(1))
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<50 { group.addTask { _ = await blog.load([products], for: Visitor()) } }
            }
            try await eventually("it is made anew") { blog.work.running == 0 }
            #expect(painter.renders == 2)
        }
    }

    @Test func `when it is too old to be shown meanwhile, the page waits for a new one`() async throws {
        let clock = TestClock()
        try await site(clock: clock) { blog, painter in
            _ = await blog.load([products], for: Visitor())
            painter.paint { _, _ in "pears" }
            clock.advance(by: Self.revalidating + .seconds(1))
            #expect(await blog.load([products], for: Visitor()).text == ["<p>pears</p>"])
        }
    }

    @Test func `when its origin fails, an old one is shown for a day, and then the fallback`() async throws {
        let clock = TestClock()
        try await site(clock: clock) { blog, painter in
            _ = await blog.load([products], for: Visitor())
            painter.paint { _, _ in throw FragmentError.parameters("broken") }
            clock.advance(by: Self.revalidating + .seconds(1))
            let old = await blog.load([products], for: Visitor())
            #expect(old.text == ["<p>leeks</p>"] && old[0].source == .stale)
            clock.advance(by: Self.failing)
            let none = await blog.load([products], for: Visitor())
            #expect(none[0].part == nil && none[0].source == .fallback)
        }
    }

    @Test func `what was invalidated is not shown while it is made anew, even in its time`() async throws {
        try await TestServices.withRedis { redis in
            try await site(redis: redis, tags: [.products]) { blog, painter in
                _ = await blog.load([products], for: Visitor())
                painter.paint { _, _ in "pears" }
                try await blog.invalidator.invalidate([.products])
                #expect(await blog.load([products], for: Visitor()).text == ["<p>pears</p>"])
            }
        }
    }

    @Test func `what was invalidated is better than nothing when the origin fails`() async throws {
        try await TestServices.withRedis { redis in
            try await site(redis: redis, tags: [.products]) { blog, painter in
                _ = await blog.load([products], for: Visitor())
                painter.paint { _, _ in throw FragmentError.parameters("broken") }
                try await blog.invalidator.invalidate([.products])
                let old = await blog.load([products], for: Visitor())
                #expect(old.text == ["<p>leeks</p>"] && old[0].source == .stale)
            }
        }
    }

    @Test func `what its origin says is gone is not shown any more`() async throws {
        let clock = TestClock()
        try await site(clock: clock) { blog, painter in
            _ = await blog.load([products], for: Visitor())
            painter.paint { _, _ in throw FragmentError.notFound }
            clock.advance(by: Self.revalidating + .seconds(1))
            #expect(await blog.load([products], for: Visitor())[0].source == .fallback)
        }
    }

    @Test func `a machine whose date jumps back does not show a fragment for longer`() async throws {
        try await TestServices.withRedis { redis in
            let clock = TestClock()
            try await site(redis: redis, clock: clock) { blog, painter in
                _ = await blog.load([products], for: Visitor())
                try await eventually("it is stored") { blog.work.running == 0 }
                clock.setDate(by: .seconds(-3600))
                clock.advance(by: .seconds(31))
                painter.paint { _, _ in "pears" }
                // Its birth lies in the future now: it is taken for stale, shown once more, and made anew.
                try await eventually("it is made anew") { await blog.load([products], for: Visitor()).text == ["<p>pears</p>"] }
            }
        }
    }

    @Test func `a service renders its own fragments in its own process`() async throws {
        let painter = Painter<Navigation> { _, _ in "menu" }
        try await TestServices.compose(.blog, renderers: [painter]) { blog in
            let loaded = await blog.load([FragmentRequest(.navTree)], for: Visitor())
            #expect(loaded.text == ["<p>menu</p>"] && loaded[0].source == .own)
        }
    }

    @Test func `fragments come in the order asked for, also when one is asked for twice`() async throws {
        let (menu, cart) = (Painter<Navigation> { _, _ in "menu" }, Painter<BasketCount> { _, _ in "basket" })
        try await TestServices.serve(.cart, [cart]) { origin in
            try await TestServices.compose(.blog, renderers: [menu], origins: [.cart: origin]) { blog in
                let requests = [FragmentRequest(.miniCart), FragmentRequest(.navTree), FragmentRequest(.miniCart)]
                #expect(await blog.load(requests, for: Visitor()).text == ["<p>basket</p>", "<p>menu</p>", "<p>basket</p>"])
                #expect(cart.renders == 1)
            }
        }
    }
}

extension [LoadedFragment] {
    /// The markup of each; nothing where there is only a fallback.
    var text: [String] { map { $0.part.map { String(buffer: $0.markup) } ?? "" } }
}
