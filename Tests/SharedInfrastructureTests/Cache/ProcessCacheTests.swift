import NIOCore
import Shared
import Testing

@testable import SharedInfrastructure

/// What a process keeps, and what it says of it.
@Suite struct ProcessCacheTests {
    private let clock = TestClock()
    private static let lifetime = Lifetime(fresh: .seconds(60), staleWhileRevalidate: .seconds(60), staleIfError: .seconds(600))

    private func part(_ text: String, tags: [CacheTag] = [], lifetime: Lifetime = lifetime) -> CachedPart {
        CachedPart(
            markup: ByteBuffer(string: text), version: 1, tags: tags, generation: nil, build: "b", bornAt: clock.time.date(),
            lifetime: lifetime)
    }

    private func state(_ finding: ProcessCache.Finding) -> String {
        switch finding {
        case .fresh: "fresh"
        case .stale: "stale"
        case .unverified: "unverified"
        case .spent: "spent"
        case .missing: "missing"
        }
    }

    @Test func `without Redis a part is fresh, then stale, then spent, then gone`() {
        let cache = ProcessCache(byteLimit: 1 << 20, time: clock.time)
        let key = PartKey("a")
        #expect(state(cache.find(key, verifying: false)) == "missing")
        cache.store(part("a"), for: key, since: cache.stamp)
        var seen: [String] = []
        for seconds in [0, 59, 2, 58, 2, 538, 2] {
            clock.advance(by: .seconds(seconds))
            seen.append(state(cache.find(key, verifying: false)))
        }
        #expect(seen == ["fresh", "fresh", "stale", "stale", "spent", "spent", "missing"])
    }

    @Test func `with Redis a part is trusted for thirty seconds`() {
        let cache = ProcessCache(byteLimit: 1 << 20, time: clock.time)
        cache.store(part("a"), for: PartKey("a"), since: cache.stamp)
        clock.advance(by: .milliseconds(29_900))
        #expect(state(cache.find(PartKey("a"), verifying: true)) == "fresh")
        clock.advance(by: .milliseconds(200))
        #expect(state(cache.find(PartKey("a"), verifying: true)) == "unverified")
        #expect(state(cache.find(PartKey("a"), verifying: false)) == "fresh")
    }

    @Test func `a part that comes from elsewhere keeps the age that it had`() {
        let cache = ProcessCache(byteLimit: 1 << 20, time: clock.time)
        let old = part("a")
        clock.advance(by: .seconds(59))
        cache.store(old, for: PartKey("a"), since: cache.stamp)
        clock.advance(by: .seconds(2))
        #expect(state(cache.find(PartKey("a"), verifying: false)) == "stale")
    }

    @Test func `an invalidated tag spends all that carries it, and nothing else`() {
        let cache = ProcessCache(byteLimit: 1 << 20, time: clock.time)
        cache.store(part("a", tags: [.products, .menu]), for: PartKey("a"), since: cache.stamp)
        cache.store(part("b", tags: [.entries]), for: PartKey("b"), since: cache.stamp)
        cache.invalidate([.menu])
        #expect(state(cache.find(PartKey("a"), verifying: false)) == "spent")
        #expect(state(cache.find(PartKey("b"), verifying: false)) == "fresh")
        cache.store(part("a", tags: [.products, .menu]), for: PartKey("a"), since: cache.stamp)
        #expect(state(cache.find(PartKey("a"), verifying: false)) == "fresh")
    }

    @Test func `what was begun before an invalidation is spent when it is stored after it`() {
        let cache = ProcessCache(byteLimit: 1 << 20, time: clock.time)
        let before = cache.stamp
        cache.invalidate([.products])
        #expect(cache.isOutdated([.products], since: before))
        cache.store(part("a", tags: [.products]), for: PartKey("a"), since: before)
        #expect(state(cache.find(PartKey("a"), verifying: false)) == "spent")
    }

    @Test func `after messages were lost everything is asked of Redis again`() {
        let cache = ProcessCache(byteLimit: 1 << 20, time: clock.time)
        let before = cache.stamp
        cache.store(part("a"), for: PartKey("a"), since: before)
        cache.distrustAll()
        #expect(state(cache.find(PartKey("a"), verifying: true)) == "unverified")
        #expect(cache.isOutdated([], since: before))
        cache.store(part("a"), for: PartKey("a"), since: cache.stamp)
        #expect(state(cache.find(PartKey("a"), verifying: true)) == "fresh")
    }

    @Test func `more tags than it remembers make what is being rendered outdated, and nothing that it holds`() {
        let cache = ProcessCache(byteLimit: 1 << 20, time: clock.time)
        cache.store(part("a", tags: [.products]), for: PartKey("a"), since: cache.stamp)
        let begun = cache.stamp
        for _ in 0...(TagTable.idleLimit / 100) { cache.invalidate((0..<100).map { _ in CacheTag(ID<Post>()) }) }
        #expect(cache.isOutdated([.menu], since: begun))
        #expect(!cache.isOutdated([.menu], since: cache.stamp))
        #expect(state(cache.find(PartKey("a"), verifying: false)) == "fresh")
    }

    @Test func `it never holds more bytes than it may, and forgets what was not used for longest`() {
        let limit = 100_000
        let cache = ProcessCache(byteLimit: limit, time: clock.time)
        let text = String(repeating: "a", count: 5_000)
        for number in 0..<200 {
            cache.store(part(text), for: PartKey(PartIdentity("part \(number)")), since: cache.stamp)
            _ = cache.find(PartKey("part 0"), verifying: false)
            #expect(cache.size.bytes <= limit)
        }
        #expect(state(cache.find(PartKey("part 0"), verifying: false)) == "fresh")
        #expect(state(cache.find(PartKey("part 199"), verifying: false)) == "fresh")
        #expect(state(cache.find(PartKey("part 100"), verifying: false)) == "missing")
        #expect(cache.size.parts == 18)
    }

    @Test func `a part that would fill it is not kept`() {
        let cache = ProcessCache(byteLimit: 10_000, time: clock.time)
        cache.store(part(String(repeating: "a", count: 2_000)), for: PartKey("a"), since: cache.stamp)
        #expect(cache.size.parts == 0 && cache.size.bytes == 0)
    }

    @Test func `random use keeps it within its bytes and true to what was stored`() {
        let limit = 40_000
        let cache = ProcessCache(byteLimit: limit, time: clock.time)
        var random = SystemRandomNumberGenerator()
        let tags = (0..<10).map { _ in CacheTag(ID<Post>()) }
        var texts: [Int: String] = [:]
        var isTrue = true
        for step in 0..<20_000 {
            let number = Int.random(in: 0..<60, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0...4:
                let text = "\(step)" + String(repeating: "x", count: Int.random(in: 0..<1500, using: &random))
                texts[number] = text
                cache.store(part(text, tags: [tags[number % 10]]), for: PartKey(PartIdentity("\(number)")), since: cache.stamp)
            case 5: cache.remove(PartKey(PartIdentity("\(number)")))
            case 6:
                cache.invalidate([tags[number % 10]])
                for other in texts.keys where other % 10 == number % 10 { texts[other] = nil }
            default:
                if case .fresh(let part) = cache.find(PartKey(PartIdentity("\(number)")), verifying: false) {
                    isTrue = isTrue && String(buffer: part.markup) == texts[number]
                }
            }
            isTrue = isTrue && cache.size.bytes <= limit
        }
        #expect(isTrue)
        for number in 0..<60 { cache.remove(PartKey(PartIdentity("\(number)"))) }
        #expect(cache.size.parts == 0 && cache.size.bytes == 0)
    }
}
