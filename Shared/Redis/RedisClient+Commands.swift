package import NIOCore

/// The commands that the platform uses most. All throw what `send` throws, and `RedisError.unexpectedReply` when the server answers
/// with another type than the command's. `timeout`s are the client's; use `send` for others.
extension RedisClient {
    /// The value of `key`, or nil when there is none.
    package func get(_ key: String) async throws -> ByteBuffer? {
        try await send(RedisCommand(own: "GET", [.text(key)])).bytesOrNil()
    }

    /// The values of `keys` in their order, nil for each that has none. One round trip; none for no keys.
    package func mget(_ keys: [String]) async throws -> [ByteBuffer?] {
        if keys.isEmpty { return [] }
        let reply = try await send(RedisCommand(own: "MGET", keys.map { .text($0) }))
        guard case .array(let values) = reply, values.count == keys.count else { throw RedisError.unexpectedReply(reply) }
        return try values.map { try $0.bytesOrNil() }
    }

    /// Stores `value`, for good or for `expires` (rounded up to a millisecond). With `onlyIfAbsent`, leaves a value that is there alone.
    /// Says whether it was stored.
    @discardableResult
    package func set(
        _ key: String, _ value: ByteBuffer, expires: Duration? = nil, onlyIfAbsent: Bool = false
    ) async throws -> Bool {
        var arguments: [RedisCommand.Argument] = [.text(key), .bytes(value)]
        if let expires { arguments += ["PX", .number(expires.wholeMilliseconds)] }
        if onlyIfAbsent { arguments.append("NX") }
        let reply = try await send(RedisCommand(own: "SET", arguments))
        return switch reply {
        case .status: true
        case .null: false
        default: throw RedisError.unexpectedReply(reply)
        }
    }

    /// Deletes `keys`, and returns how many of them there were.
    @discardableResult
    package func delete(_ keys: String...) async throws -> Int {
        try await delete(keys)
    }

    /// Deletes `keys`, and returns how many of them there were.
    @discardableResult
    package func delete(_ keys: [String]) async throws -> Int {
        if keys.isEmpty { return 0 }
        return Int(try await send(RedisCommand(own: "DEL", keys.map { .text($0) })).integer())
    }

    /// Adds to the number at `key`, 0 when there is none, and returns the sum.
    @discardableResult
    package func increment(_ key: String, by step: Int64 = 1) async throws -> Int64 {
        try await send(RedisCommand(own: "INCRBY", [.text(key), .number(step)])).integer()
    }

    /// Lets `key` expire after `duration` (rounded up to a millisecond; zero or less deletes it now). False when there is no such key.
    @discardableResult
    package func expire(_ key: String, after duration: Duration) async throws -> Bool {
        try await send(RedisCommand(own: "PEXPIRE", [.text(key), .number(duration.wholeMilliseconds)])).integer() == 1
    }

    /// How long `key` still lives; nil when there is no such key or it does not expire.
    package func timeToLive(_ key: String) async throws -> Duration? {
        let milliseconds = try await send(RedisCommand(own: "PTTL", [.text(key)])).integer()
        return milliseconds < 0 ? nil : .milliseconds(milliseconds)
    }

    /// Sends `message` to all who subscribe to `channel` now, and returns how many they are.
    @discardableResult
    package func publish(_ channel: String, _ message: ByteBuffer) async throws -> Int {
        Int(try await send(RedisCommand(own: "PUBLISH", [.text(channel), .bytes(message)])).integer())
    }

    /// Deletes `key` if it still holds `value`, in one step: so a lock is given back only by who holds it. Says whether it was.
    @discardableResult
    package func delete(_ key: String, ifValueIs value: ByteBuffer) async throws -> Bool {
        try await run(.deleteIfEqual, keys: [key], arguments: [.bytes(value)]).integer() == 1
    }
}

extension Duration {
    /// In milliseconds, rounded up, so that nothing that is to live becomes "no time at all".
    fileprivate var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        if overflow { return seconds < 0 ? .min : .max }
        let part = attoseconds / 1_000_000_000_000_000
        let rest = attoseconds % 1_000_000_000_000_000 > 0 ? Int64(1) : 0
        return whole.addingReportingOverflow(part + rest).partialValue
    }
}
