import NIOCore
import Shared
import SharedRedis

/// The parts and the generations that all processes share, in Redis.
///
/// Every method throws `RedisError`; callers go on without it. Keys: `rose-ash:part:…` a part, `rose-ash:tag:…` a tag's generation,
/// `rose-ash:clock` the present one, `rose-ash:build:…` each service's build, `rose-ash:lock:…` who renders.
struct SharedCache: Sendable {
    /// How long a look-up waits for Redis; one that hangs opens the client's circuit soon after.
    static let patience = Duration.milliseconds(150)
    /// Longer than any part lives, so that no part outlives the memory that its tag changed.
    static let tagLifetime = Duration.seconds(3 * 86_400)
    static let channel = "rose-ash:invalidations"
    private static let clock = "rose-ash:clock"

    /// Nil: the site has none.
    let redis: RedisClient?
    var patience = SharedCache.patience

    var isAvailable: Bool { redis?.isAvailable ?? false }

    /// Throws `RedisError.unavailable` when there is none.
    var connected: RedisClient {
        get throws {
            guard let redis else { throw RedisError.unavailable }
            return redis
        }
    }

    /// A part to look up, and the tags that it had when this process last saw it: then their generations come in the same round trip.
    struct Wanted {
        let name: String
        let tags: [CacheTag]
    }

    /// One moment of Redis.
    struct Snapshot {
        let now: Generation?
        let parts: [CachedPart?]
        let builds: [ServiceName: String]
        fileprivate var generations: [CacheTag: Generation?]

        /// Whether nothing that the part shows changed since before it was made.
        func isCurrent(_ part: CachedPart) -> Bool {
            guard let now, let own = part.generation, own.epoch == now.epoch else { return false }
            return part.tags.allSatisfy { tag in
                guard let known = generations[tag] else { return false }
                guard let last = known, last.epoch == now.epoch else { return true }
                return last.counter <= own.counter
            }
        }
    }

    /// The parts by their names, with the generations of all their tags and the builds of `services`: one MGET, and a second one only for
    /// tags that `wanted` did not name.
    func snapshot(_ wanted: [Wanted], builds services: [ServiceName] = []) async throws -> Snapshot {
        var tags = Array(Set(wanted.flatMap(\.tags)))
        let values = try await mget(
            [Self.clock] + services.map(Self.build) + wanted.map(\.name) + tags.map(Self.name))
        var rest = values.dropFirst(1 + services.count)
        let parts = rest.prefix(wanted.count).map { $0.flatMap(PartCodec.decode) }
        rest = rest.dropFirst(wanted.count)
        var generations = Dictionary(uniqueKeysWithValues: zip(tags, rest.map(Self.generation)))
        tags = Array(Set(parts.flatMap { $0?.tags ?? [] }).subtracting(tags))
        if !tags.isEmpty {
            for (tag, value) in zip(tags, try await mget(tags.map(Self.name))) {
                generations.updateValue(Self.generation(value), forKey: tag)
            }
        }
        let builds = zip(services, values.dropFirst()).compactMap { service, value in value.map { (service, String(buffer: $0)) } }
        return Snapshot(
            now: values.first.flatMap(Self.generation), parts: Array(parts), builds: Dictionary(uniqueKeysWithValues: builds),
            generations: generations)
    }

    /// The present generation, to be read before something is made. Begins an epoch when there is none.
    func begin() async throws -> Generation {
        for _ in 0..<3 {
            if let now = Self.generation(try await mget([Self.clock]).first ?? nil) { return now }
            let first = Generation(epoch: .random(in: 1 ... .max), counter: 0)
            try await connected.set(Self.clock, ByteBuffer(string: first.description), onlyIfAbsent: true)
        }
        throw RedisError.unavailable
    }

    /// Whether nothing that the part shows changed since before it was made.
    func isCurrent(_ part: CachedPart) async throws -> Bool {
        let values = try await mget([Self.clock] + part.tags.map(Self.name))
        let generations = zip(part.tags, values.dropFirst().map(Self.generation))
        return Snapshot(
            now: values.first.flatMap(Self.generation), parts: [], builds: [:],
            generations: Dictionary(generations) { first, _ in first }
        ).isCurrent(part)
    }

    /// Shares a part, unless its generation is not known.
    func store(_ part: CachedPart, as name: String) async throws {
        guard let generation = part.generation else { return }
        try await connected.set(name, PartCodec.encode(part, generation: generation), expires: .milliseconds(part.lifetime.failing))
    }

    /// Counts a generation up for the tags, and tells every process.
    func invalidate(_ tags: some Sequence<CacheTag>, sender: String) async throws {
        let tags = Array(tags)
        _ = try await connected.run(
            .invalidate, keys: [Self.clock] + tags.map(Self.name),
            arguments: [
                .text(String(UInt64.random(in: 1 ... .max))), .number(Self.tagLifetime.milliseconds), .text(Self.channel),
                .text(InvalidationMessage(sender: sender, tags: tags).text),
            ])
    }

    /// Begins another epoch: nothing that Redis holds is current any more.
    func invalidateEverything() async throws { try await connected.delete(Self.clock) }

    /// Makes `build` known as the service's, or only if none is known. Says whether it is another than before.
    @discardableResult
    func announce(_ build: String, of service: ServiceName, unlessKnown: Bool = false) async throws -> Bool {
        var arguments: [RedisCommand.Argument] = [.text(Self.build(service)), .text(build), "GET"]
        if unlessKnown { arguments.append("NX") }
        let reply = try await connected.send(RedisCommand("SET", arguments))
        guard case .string(let before) = reply else { return true }
        return String(buffer: before) != build
    }

    private func mget(_ keys: [String]) async throws -> [ByteBuffer?] {
        let reply = try await connected.send(RedisCommand("MGET", keys.map { .text($0) }), timeout: patience)
        guard case .array(let values) = reply, values.count == keys.count else { throw RedisError.unexpectedReply(reply) }
        return values.map {
            if case .string(let bytes) = $0 { bytes } else { nil }
        }
    }

    private static func name(_ tag: CacheTag) -> String { "rose-ash:tag:\(tag)" }
    private static func build(_ service: ServiceName) -> String { "rose-ash:build:\(service.rawValue)" }
    private static func generation(_ value: ByteBuffer?) -> Generation? { value.flatMap { Generation(String(buffer: $0)) } }
}

extension RedisScript {
    /// KEYS: the clock, then tags. ARGV: an epoch to begin when there is none, a tag's lifetime in ms, the channel, the message. In one
    /// step, since two counts that are written in the other order than they were taken would lose an invalidation.
    fileprivate static let invalidate = RedisScript(
        """
        local epoch, counter = string.match(redis.call('GET', KEYS[1]) or '', '^(%d+):(%d+)$')
        if not epoch then epoch, counter = ARGV[1], '0' end
        local now = epoch .. ':' .. string.format('%.0f', tonumber(counter) + 1)
        redis.call('SET', KEYS[1], now)
        for index = 2, #KEYS do redis.call('SET', KEYS[index], now, 'PX', ARGV[2]) end
        redis.call('PUBLISH', ARGV[3], ARGV[4])
        return now
        """, digest: "83581dc5b784f18ae444c628c1ffd1fdb4bce452")
}
