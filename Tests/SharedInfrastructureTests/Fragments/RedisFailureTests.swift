import FoundationEssentials
import Shared
import SharedRedis
import Support
import Synchronization
import Testing

@testable import SharedInfrastructure

/// Pages without Redis, and after it.
@Suite struct RedisFailureTests {
    private let products = FragmentRequest(.featuredProducts)
    private static let ttl = FragmentType.featuredProducts.timeToLive

    private func site(
        _ redis: RedisClient, clock: TestClock = TestClock(),
        _ body: (_ blog: FragmentComposer, _ shop: FragmentComposer, Painter<Products>) async throws -> Void
    ) async throws {
        let painter = Painter<Products>(tags: [.products]) { _, _ in "leeks" }
        try await TestServices.serve(.market, [painter], clock: clock) { market in
            try await TestServices.compose(.blog, origins: [.market: market], redis: redis, clock: clock) { blog in
                try await TestServices.compose(.market, renderers: [painter], redis: redis, clock: clock) { shop in
                    try await body(blog, shop, painter)
                }
            }
        }
    }

    private func text(_ composer: FragmentComposer) async -> [String] { await composer.load([products], for: Visitor()).text }

    @Test func `a change that Redis cannot be told of stays to be handled, so that it outlives the process`() async throws {
        try await RedisServer.run { server in
            try await TestServices.withClient(of: server) { redis in
                try await site(redis) { blog, shop, painter in
                    await server.kill()
                    try await eventually("it is noticed") { !redis.isAvailable }
                    let activity = Activity(
                        id: ID(), kind: .productChanged, object: .product(ID()), version: .first, visibility: .public, occurredAt: .now,
                        facts: ActivityFacts(title: "Leeks"), cid: try #require(ContentID(bytes: Array(repeating: 7, count: 32))))
                    let handler = InvalidationHandler(.marketFragments, shop.invalidator)
                    await #expect(throws: HandlingPostponed.self) { try await handler.handle(activity) }
                    try await server.start()
                    try await eventually("Redis is back") { redis.isAvailable }
                    try await eventually("it is told") { (try? await handler.handle(activity)) != nil }
                }
            }
        }
    }

    @Test func `while Redis is down fragments come from the process and from their origins, within their time`() async throws {
        try await RedisServer.run { server in
            try await TestServices.withClient(of: server) { redis in
                let clock = TestClock()
                try await site(redis, clock: clock) { blog, shop, painter in
                    #expect(await text(blog) == ["<p>leeks</p>"])
                    await server.kill()
                    try await eventually("it is noticed") { !redis.isAvailable }
                    #expect(await blog.load([products], for: Visitor())[0].source == .process)
                    // Nobody can tell the blog; what it has is right within its time to live.
                    painter.paint { _, _ in "pears" }
                    await #expect(throws: RedisError.self) { try await shop.invalidator.invalidate([.products]) }
                    #expect(await text(shop) == ["<p>pears</p>"])
                    clock.advance(by: Self.ttl + .seconds(1))
                    try await eventually("the blog has the new one") { await text(blog) == ["<p>pears</p>"] }
                }
            }
        }
    }

    @Test func `what could not be told while Redis was down is told when it is back`() async throws {
        try await RedisServer.run { server in
            try await TestServices.withClient(of: server) { redis in
                try await site(redis) { blog, shop, painter in
                    #expect(await text(blog) == ["<p>leeks</p>"])
                    await server.kill()
                    try await eventually("it is noticed") { !redis.isAvailable }
                    painter.paint { _, _ in "pears" }
                    await #expect(throws: RedisError.self) { try await shop.invalidator.invalidate([.products]) }
                    try await server.start()
                    try await eventually("the blog shows it", within: .seconds(6)) { await text(blog) == ["<p>pears</p>"] }
                }
            }
        }
    }

    @Test func `messages lost with a connection do not leave a process with what is old`() async throws {
        try await RedisServer.run { server in
            try await TestServices.withClient(of: server) { redis in
                try await site(redis) { blog, shop, painter in
                    #expect(await text(blog) == ["<p>leeks</p>"])
                    painter.paint { _, _ in "pears" }
                    // Every subscription is cut, then something changes, and only then do they come back.
                    let exchanges = blog.exchanges.withLock { $0 }
                    try await redis.send(RedisCommand("CLIENT", "KILL", "TYPE", "pubsub"))
                    try await shop.invalidator.invalidate([.products])
                    try await eventually("the blog listens again") { blog.exchanges.withLock { $0 > exchanges } }
                    #expect(await text(blog) == ["<p>pears</p>"])
                }
            }
        }
    }

    @Test func `a Redis that is flushed costs a look at the origin, and no page`() async throws {
        try await RedisServer.run { server in
            try await TestServices.withClient(of: server) { redis in
                let clock = TestClock()
                try await site(redis, clock: clock) { blog, shop, painter in
                    #expect(await text(blog) == ["<p>leeks</p>"])
                    try await redis.send(RedisCommand("FLUSHALL"))
                    #expect(await text(blog) == ["<p>leeks</p>"])
                    // Invalidations of before are forgotten; those of after count.
                    painter.paint { _, _ in "pears" }
                    try await shop.invalidator.invalidate([.products])
                    try await eventually("the change shows", within: .seconds(1)) { await text(blog) == ["<p>pears</p>"] }
                    try await redis.send(RedisCommand("FLUSHALL"))
                    clock.advance(by: .seconds(31))
                    #expect(await text(blog) == ["<p>pears</p>"])
                }
            }
        }
    }

    @Test func `a Redis that hangs costs pages no more than their budget, and then nothing`() async throws {
        try await RedisServer.run { server in
            try await TestServices.withClient(of: server) { redis in
                try await site(redis) { blog, _, _ in
                    await server.freeze()
                    for _ in 0..<8 {
                        let began = ContinuousClock.now
                        _ = await text(blog)
                        #expect(ContinuousClock.now - began < TestServices.budget(of: .featuredProducts) * 3 / 2)
                    }
                    try await eventually("pages are whole without it") { await text(blog) == ["<p>leeks</p>"] }
                    await server.thaw()
                    try await eventually("it is back") { redis.isAvailable }
                    #expect(await text(blog) == ["<p>leeks</p>"])
                }
            }
        }
    }

    @Test func `Redis killed, started and flushed while pages are asked for leaves every page whole`() async throws {
        try await RedisServer.run { server in
            try await TestServices.withClient(of: server) { redis in
                try await site(redis) { blog, shop, _ in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for _ in 0..<4 {
                            group.addTask {
                                while !Task.isCancelled {
                                    #expect(await text(blog) == ["<p>leeks</p>"])
                                    try? await Task.sleep(for: .milliseconds(1))
                                }
                            }
                        }
                        for _ in 0..<5 {
                            try await Task.sleep(for: .milliseconds(60))
                            try? await shop.invalidator.invalidate([.products])
                            await server.kill()
                            try await Task.sleep(for: .milliseconds(60))
                            try? await shop.invalidator.invalidate([.products])
                            try await server.start()
                            try await Task.sleep(for: .milliseconds(60))
                            _ = try? await redis.send(RedisCommand("FLUSHALL"))
                        }
                        group.cancelAll()
                        try await group.waitForAll()
                    }
                }
            }
        }
    }
}
