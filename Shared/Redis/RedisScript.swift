/// A Lua script that Redis runs in one step.
package struct RedisScript: Sendable {
    package let source: String
    /// The SHA-1 of the source in hexadecimal, as `SCRIPT LOAD` answers. A wrong one costs a round trip each time, nothing else.
    package let digest: String

    package init(_ source: String, digest: String) {
        self.source = source
        self.digest = digest
    }

    static let deleteIfEqual = RedisScript(
        "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end",
        digest: "d02e481a9c91ceec59c5822a58a49d5d5d7ac80b")
}

extension RedisClient {
    /// Runs a script by its digest, and by its source when Redis does not know it (yet, or since it was restarted).
    package func run(_ script: RedisScript, keys: [String], arguments: [RedisCommand.Argument] = []) async throws -> RedisValue {
        let rest = [.number(Int64(keys.count))] + keys.map { .text($0) } + arguments
        do {
            return try await send(RedisCommand(own: "EVALSHA", [.text(script.digest)] + rest))
        } catch RedisError.server(let message) where message.hasPrefix("NOSCRIPT") {
            return try await send(RedisCommand(own: "EVAL", [.text(script.source)] + rest))
        }
    }
}
