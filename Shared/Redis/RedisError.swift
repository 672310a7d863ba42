/// Why a command has no reply.
package enum RedisError: Error, Hashable {
    /// Thrown at once: there is no connection, or the circuit is open. Nothing was sent.
    case unavailable
    /// No reply came in time. The command may have been carried out.
    case timedOut
    /// The connection ended while the command was waiting. It may have been carried out.
    case connectionLost
    /// Thrown at once: as many commands wait as `RedisConfiguration.queueLimit` and `queueBytesLimit` allow. Nothing was sent.
    case queueFull
    /// Redis refused the command. The message begins with its kind: `WRONGTYPE …`, `NOAUTH …`.
    case server(String)
    /// What came is not RESP, or no command waited for it. The connection has been closed.
    case protocolViolation(String)
    /// A reply of another type than the command's own.
    case unexpectedReply(RedisValue)
    /// Thrown at once: the command would change the connection that all share (`SUBSCRIBE`, `MULTI`, `BLPOP`, `SELECT` …).
    case notForSharedConnection(String)
    /// `run()` was called while it was running.
    case alreadyRunning
}

/// Why an address of Redis cannot be read.
package struct RedisAddressError: Error, Hashable, CustomStringConvertible {
    package enum Reason: Hashable, Sendable { case malformed, scheme, encryption, host, port, database, socket, userWithoutPassword }
    package let reason: Reason

    init(_ reason: Reason) { self.reason = reason }

    package var description: String {
        let problem =
            switch reason {
            case .malformed: "it is not an address; characters of the password that are not letters or digits are percent-encoded"
            case .scheme: "it begins with neither redis://, unix:// nor /"
            case .encryption: "rediss:// is not supported; reach Redis over a private network or a local socket"
            case .host: "it names no host"
            case .port: "its port is not between 1 and 65535"
            case .database: "its database is not a number such as 0"
            case .socket: "it names no socket; write unix:///path/to/redis.sock with three slashes"
            case .userWithoutPassword: "it names a user and no password"
            }
        return "Redis address: \(problem). Examples: redis://127.0.0.1:6379/0, redis://:password@redis:6379/0, /run/redis/redis.sock"
    }
}
