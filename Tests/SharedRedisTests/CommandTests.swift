import FoundationEssentials
import NIOCore
@testable import SharedRedis
import Support
import Testing

@Suite struct CommandTests {
    /// A key that no other test uses, since tests may share one Redis.
    private let key = "test:\(UUID().uuidString)"
    private let bread = ByteBuffer(string: "bread")

    @Test func `a key holds what was stored under it`() async throws {
        try await withRedis { redis throws in
            #expect(try await redis.get(key) == nil)
            #expect(try await redis.set(key, bread))
            #expect(try await redis.get(key) == bread)
        }
    }

    @Test func `a value is any bytes, also none`() async throws {
        try await withRedis { redis in
            let bytes = ByteBuffer(bytes: (0...255).map { UInt8($0) } + [13, 10, 0])
            try await redis.set(key, bytes)
            #expect(try await redis.get(key) == bytes)
            try await redis.set(key, ByteBuffer())
            #expect(try await redis.get(key) == ByteBuffer())
        }
    }

    @Test func `a value of 10 MB comes back whole`() async throws {
        try await withRedis { redis in
            let big = ByteBuffer(bytes: (0..<10_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
            _ = try await redis.send(RedisCommand("SET", .text(key), .bytes(big), "PX", 10_000), timeout: .seconds(20))
            let reply = try await redis.send(RedisCommand("GET", .text(key)), timeout: .seconds(20))
            #expect(reply == .string(big))
        }
    }

    @Test func `many keys are read at once, in their order`() async throws {
        try await withRedis { redis in
            try await redis.set(key + "a", bread)
            try await redis.set(key + "c", ByteBuffer(string: "milk"))
            #expect(try await redis.mget([key + "a", key + "b", key + "c", key + "a"]) == [bread, nil, ByteBuffer(string: "milk"), bread])
            #expect(try await redis.mget([]) == [])
        }
    }

    @Test func `a value that is there is left alone when asked`() async throws {
        try await withRedis { redis throws in
            #expect(try await redis.set(key, bread, onlyIfAbsent: true))
            #expect(try await redis.set(key, ByteBuffer(string: "milk"), onlyIfAbsent: true) == false)
            #expect(try await redis.get(key) == bread)
        }
    }

    @Test func `a value expires`() async throws {
        try await withRedis { redis in
            try await redis.set(key, bread, expires: .seconds(100))
            let left = try #require(try await redis.timeToLive(key))
            #expect(left > .seconds(50) && left <= .seconds(100))
            try await redis.set(key, bread, expires: .microseconds(3))
            try await eventually("the key expires") { try await redis.get(key) == nil }
        }
    }

    @Test func `a key without an expiry is given one`() async throws {
        try await withRedis { redis in
            #expect(try await redis.expire(key, after: .seconds(9)) == false)
            try await redis.set(key, bread)
            #expect(try await redis.timeToLive(key) == nil)
            #expect(try await redis.expire(key, after: .seconds(9)))
            #expect(try await redis.timeToLive(key) != nil)
            #expect(try await redis.expire(key, after: .zero))
            #expect(try await redis.get(key) == nil)
        }
    }

    @Test func `keys are deleted and counted`() async throws {
        try await withRedis { redis in
            try await redis.set(key + "a", bread)
            try await redis.set(key + "b", bread)
            #expect(try await redis.delete(key + "a", key + "b", key + "c") == 2)
            #expect(try await redis.delete([]) == 0)
        }
    }

    @Test func `a number is counted up and down`() async throws {
        try await withRedis { redis throws in
            #expect(try await redis.increment(key) == 1)
            #expect(try await redis.increment(key, by: 41) == 42)
            #expect(try await redis.increment(key, by: -2) == 40)
            #expect(try await redis.get(key) == ByteBuffer(string: "40"))
        }
    }

    @Test func `a lock is given back only by who holds it, also when Redis has forgotten the script`() async throws {
        try await RedisServer.run { server in
            try await withClient(of: server.configuration) { redis in
                for _ in 0..<2 {
                    try await redis.set(key, bread)
                    #expect(try await redis.delete(key, ifValueIs: ByteBuffer(string: "milk")) == false)
                    #expect(try await redis.get(key) == bread)
                    #expect(try await redis.delete(key, ifValueIs: bread))
                    #expect(try await redis.delete(key, ifValueIs: bread) == false)
                    try await redis.send(RedisCommand("SCRIPT", "FLUSH"))
                }
            }
        }
    }

    @Test func `the script's digest is the one that Redis computes`() async throws {
        try await withRedis { redis in
            let digest = try await redis.send(RedisCommand("SCRIPT", "LOAD", .text(RedisScript.deleteIfEqual.source)))
            #expect(digest == .string(ByteBuffer(string: RedisScript.deleteIfEqual.digest)))
        }
    }

    @Test func `a command that Redis refuses throws its message, and the next one works`() async throws {
        try await withRedis { redis in
            try await redis.send(RedisCommand("LPUSH", .text(key), "bread"))
            await #expect { try await redis.get(key) } throws: { ($0 as? RedisError)?.kind == "WRONGTYPE" }
            await #expect { try await redis.increment(key) } throws: { ($0 as? RedisError)?.kind == "WRONGTYPE" }
            await #expect { try await redis.set(key, bread, expires: .zero) } throws: { ($0 as? RedisError)?.kind == "ERR" }
            #expect(try await redis.send(RedisCommand("LRANGE", .text(key), 0, -1)) == .array([.string(bread)]))
        }
    }

    @Test func `arrays in arrays and errors inside arrays come as they are`() async throws {
        try await withRedis { redis in
            let nested = try await redis.send(RedisCommand("EVAL", "return {1, {2, {'three', false}}, {err = 'MY no'}, {}}", 0))
            #expect(
                nested
                    == .array([
                        .integer(1), .array([.integer(2), .array([.string(ByteBuffer(string: "three")), .null])]), .error("MY no"),
                        .array([]),
                    ]))
        }
    }

    @Test(arguments: [
        RedisCommand("SUBSCRIBE", "news"), RedisCommand("multi"), RedisCommand("BLPOP", "queue", 0), RedisCommand("SELECT", 1),
        RedisCommand("CLIENT", "reply", "OFF"), RedisCommand("XREAD", "BLOCK", 0, "STREAMS", "s", "$"), RedisCommand("QUIT"),
    ])
    func `a command that would change the shared connection is refused`(command: RedisCommand) async throws {
        try await withRedis { redis throws in
            await #expect(throws: RedisError.notForSharedConnection(command.name)) { try await redis.send(command) }
            #expect(try await redis.send(RedisCommand("PING")) == .status("PONG"))
        }
    }

    @Test func `what is published counts its listeners`() async throws {
        try await withRedis { redis throws in #expect(try await redis.publish(key, bread) == 0) }
    }
}

extension RedisError {
    /// The first word of a server's message.
    var kind: String? {
        if case .server(let message) = self { message.split(separator: " ").first.map(String.init) } else { nil }
    }
}
