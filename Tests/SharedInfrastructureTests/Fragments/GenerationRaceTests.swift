import FoundationEssentials
import Shared
import Support
import Synchronization
import Testing

@testable import SharedInfrastructure

/// A render that began before a change cannot outlive it.
@Suite struct GenerationRaceTests {
    private let products = FragmentRequest(.featuredProducts)

    /// What the shopkeeper's price tag says, and a way to hold a render that has read it.
    private final class PriceTag: Sendable {
        let price = Mutex("£1")
        let isHeld = Mutex(true)
        let isReading = Mutex(false)
        func read() async throws -> String {
            let price = price.withLock { $0 }
            isReading.withLock { $0 = true }
            while isHeld.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(2)) }
            return price
        }
    }

    @Test func `a page that was being rendered when the price changed is rendered again`() async throws {
        try await TestServices.withRedis { redis in
            let tag = PriceTag()
            let painter = Painter<Products>(tags: [.products]) { _, _ in try await tag.read() }
            try await TestServices.serve(.market, [painter]) { market in
                try await TestServices.compose(.blog, origins: [.market: market], redis: redis) { blog in
                    try await TestServices.compose(.market, renderers: [painter], redis: redis) { shop in
                        async let page = blog.load([products], for: Visitor())
                        try await eventually("the origin has read the old price") { tag.isReading.withLock { $0 } }
                        tag.price.withLock { $0 = "£2" }
                        try await shop.invalidator.invalidate([.products])
                        tag.isHeld.withLock { $0 = false }
                        _ = await page
                        #expect(await blog.load([products], for: Visitor()).text == ["<p>£2</p>"])
                    }
                }
            }
        }
    }

    @Test func `a change during every render leaves nothing wrong behind`() async throws {
        try await TestServices.withRedis { redis in
            let price = Mutex(0)
            let shop = Mutex<CacheInvalidator?>(nil)
            let painter = Painter<Products>(tags: [.products]) { _, _ in
                let read = price.withLock { $0 }
                if read < 5 {
                    price.withLock { $0 += 1 }
                    try await shop.withLock { $0 }?.invalidate([.products])
                }
                return "£\(read)"
            }
            try await TestServices.serve(.market, [painter]) { market in
                try await TestServices.compose(.blog, origins: [.market: market], redis: redis) { blog in
                    try await TestServices.compose(.market, redis: redis) { other in
                        shop.withLock { $0 = other.invalidator }
                        try await eventually("the last price shows") { await blog.load([products], for: Visitor()).text == ["<p>£5</p>"] }
                        for _ in 0..<20 { #expect(await blog.load([products], for: Visitor()).text == ["<p>£5</p>"]) }
                    }
                }
            }
        }
    }

    @Test func `whoever asks after a change does not get what a flight before it brings`() async throws {
        try await TestServices.withRedis { redis in
            let tag = PriceTag()
            let painter = Painter<Products>(tags: [.products]) { _, _ in try await tag.read() }
            try await TestServices.compose(.market, renderers: [painter], redis: redis) { market in
                async let before = market.load([products], for: Visitor())
                try await eventually("a flight has read the old price") { tag.isReading.withLock { $0 } }
                tag.price.withLock { $0 = "£2" }
                try await market.invalidator.invalidate([.products])
                async let after = market.load([products], for: Visitor())
                tag.isHeld.withLock { $0 = false }
                #expect(await after.text == ["<p>£2</p>"])
                _ = await before
            }
        }
    }

    @Test func `an invalidation reaches every process within a second`() async throws {
        try await TestServices.withRedis { redis in
            let painter = Painter<Products>(tags: [.products]) { _, _ in "leeks" }
            try await TestServices.serve(.market, [painter]) { market in
                try await TestServices.compose(.blog, origins: [.market: market], redis: redis) { blog in
                    try await TestServices.compose(.events, origins: [.market: market], redis: redis) { events in
                        _ = await blog.load([products], for: Visitor())
                        _ = await events.load([products], for: Visitor())
                        painter.paint { _, _ in "pears" }
                        try await blog.invalidator.invalidate([.products])
                        try await eventually("events shows it", within: .seconds(1)) {
                            await events.load([products], for: Visitor()).text == ["<p>pears</p>"]
                        }
                    }
                }
            }
        }
    }

    @Test func `an activity makes stale what it changed`() async throws {
        let (product, market) = (ID<Product>(), ID<Market>())
        let activity = Activity(
            id: ID(), kind: .productChanged, object: .product(product), version: .first, visibility: .public, occurredAt: .now,
            facts: ActivityFacts(title: "Leeks", related: [.market(market)]),
            cid: try #require(ContentID(bytes: Array(repeating: 7, count: 32))))
        #expect(activity.changedTags == [CacheTag(product), CacheTag(market), .products])
        let painter = Painter<Products>(tags: [CacheTag(market)]) { _, _ in "leeks" }
        try await TestServices.compose(.market, renderers: [painter]) { shop in
            _ = await shop.load([products], for: Visitor())
            painter.paint { _, _ in "pears" }
            try await InvalidationHandler(.marketFragments, shop.invalidator).handle(activity)
            #expect(await shop.load([products], for: Visitor()).text == ["<p>pears</p>"])
        }
    }
}
