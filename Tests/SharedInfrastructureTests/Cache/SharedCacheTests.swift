import NIOCore
import Shared
import SharedRedis
import Support
import Testing

@testable import SharedInfrastructure

/// Generations, as Redis counts them.
@Suite struct SharedCacheTests {
    private func part(_ generation: Generation?, _ tags: [CacheTag]) -> CachedPart {
        CachedPart(
            markup: ByteBuffer(string: "leeks"), version: 1, tags: tags, generation: generation, build: "b", bornAt: 0,
            lifetime: .init(fresh: .seconds(60)))
    }

    @Test func `a part is current until one of its tags is invalidated`() async throws {
        try await TestServices.withRedis { redis in
            let cache = SharedCache(redis: redis, patience: .seconds(10))
            let before = try await cache.begin()
            try await cache.store(part(before, [.products, .menu]), as: "a part")
            #expect(try await isCurrent(cache))
            try await cache.invalidate([.entries], sender: "me")
            #expect(try await isCurrent(cache))
            try await cache.invalidate([.entries, .menu], sender: "me")
            #expect(try await !isCurrent(cache))
            let after = try await cache.begin()
            #expect(after.epoch == before.epoch && after.counter == before.counter + 2)
            try await cache.store(part(after, [.products, .menu]), as: "a part")
            #expect(try await isCurrent(cache))
        }
    }

    /// In one snapshot, whether or not its tags are known before.
    private func isCurrent(_ cache: SharedCache) async throws -> Bool {
        let blind = try await cache.snapshot([.init(name: "a part", tags: [])])
        let knowing = try await cache.snapshot([.init(name: "a part", tags: [.products, .menu])])
        let part = try #require(blind.parts[0])
        #expect(blind.isCurrent(part) == knowing.isCurrent(part))
        #expect(try await cache.isCurrent(part) == blind.isCurrent(part))
        return blind.isCurrent(part)
    }

    @Test func `two invalidations at once are both counted`() async throws {
        try await TestServices.withRedis { redis in
            let cache = SharedCache(redis: redis, patience: .seconds(10))
            let before = try await cache.begin()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    group.addTask { try await cache.invalidate(number.isMultiple(of: 2) ? [.menu] : [.menu, .products], sender: "me") }
                }
                try await group.waitForAll()
            }
            #expect(try await cache.begin() == Generation(epoch: before.epoch, counter: before.counter + 100))
        }
    }

    @Test func `after a flush nothing older is current, although the counter begins again`() async throws {
        try await TestServices.withRedis { redis in
            let cache = SharedCache(redis: redis, patience: .seconds(10))
            let old = part(try await cache.begin(), [.products])
            try await redis.send(RedisCommand("FLUSHALL"))
            #expect(try await !cache.isCurrent(old))
            // Rendered before the flush, stored after it.
            try await cache.store(old, as: "a part")
            _ = try await cache.begin()
            let snapshot = try await cache.snapshot([.init(name: "a part", tags: [])])
            #expect(!snapshot.isCurrent(try #require(snapshot.parts[0])))
        }
    }

    @Test func `many processes that begin after a flush begin the same epoch`() async throws {
        try await TestServices.withRedis { redis in
            let cache = SharedCache(redis: redis, patience: .seconds(10))
            try await redis.send(RedisCommand("FLUSHALL"))
            let epochs = try await withThrowingTaskGroup(of: Generation.self) { group in
                for _ in 0..<50 { group.addTask { try await cache.begin() } }
                return try await group.reduce(into: Set<Generation>()) { $0.insert($1) }
            }
            #expect(epochs.count == 1)
        }
    }

    @Test func `a part whose generation is not known is never shared`() async throws {
        try await TestServices.withRedis { redis in
            let cache = SharedCache(redis: redis, patience: .seconds(10))
            try await cache.store(part(nil, []), as: "a part")
            #expect(try await redis.get("a part") == nil)
        }
    }

    @Test func `a build that is another than before is said to be`() async throws {
        try await TestServices.withRedis { redis in
            let cache = SharedCache(redis: redis, patience: .seconds(10))
            #expect(try await cache.announce("one", of: .market))
            #expect(try await !cache.announce("one", of: .market))
            #expect(try await cache.announce("two", of: .market))
            try await cache.announce("three", of: .market, unlessKnown: true)
            #expect(try await cache.snapshot([], builds: [.market, .cart]).builds == [.market: "two"])
        }
    }

    @Test func `a lock is taken by one, and given back only by who holds it`() async throws {
        try await TestServices.withRedis { redis in
            let first = try #require(try await RenderLock.take("a", for: .seconds(5), on: redis))
            #expect(try await RenderLock.take("a", for: .seconds(5), on: redis) == nil)
            await first.giveBack()
            let second = try #require(try await RenderLock.take("a", for: .seconds(5), on: redis))
            await first.giveBack()
            #expect(try await RenderLock.take("a", for: .seconds(5), on: redis) == nil)
            await second.giveBack()
        }
    }

    @Test func `a message is written and read back, and anything else is none`() {
        let message = InvalidationMessage(sender: "a1", tags: [.menu, CacheTag(ID<Post>())])
        #expect(InvalidationMessage(message.text) == message)
        #expect(InvalidationMessage("nothing") == nil)
        #expect(InvalidationMessage("a1 ")?.tags == [])
    }
}
