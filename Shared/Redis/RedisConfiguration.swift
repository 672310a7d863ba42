import FoundationEssentials

/// Where Redis is, who we are there, and how long anything may take.
package struct RedisConfiguration: Sendable {
    package enum Address: Sendable, Hashable {
        case tcp(host: String, port: Int)
        case unix(path: String)
    }

    package let address: Address
    /// nil: the server's default user.
    package var username: String?
    /// nil: no `AUTH` is sent.
    package var password: String?
    package var database = 0

    /// For resolving, connecting, and each step of the greeting.
    package var connectTimeout = Duration.seconds(2)
    /// What a command waits for its reply, unless it says otherwise.
    package var commandTimeout = Duration.seconds(1)
    /// A connection whose oldest command has waited this long for its reply is given up for a new one.
    package var stallLimit = Duration.seconds(5)
    /// After this many time-outs with no reply between them the circuit opens: commands fail at once until the server answers again.
    package var timeoutsToOpen = 3
    /// The pauses between attempts to connect: they double from the lower to the upper bound, each shortened at random by up to a half.
    package var reconnection = Duration.milliseconds(20) ... .seconds(1)
    /// Commands that may wait for their replies. One more is refused with `RedisError.queueFull`.
    package var queueLimit = 65_536
    /// Bytes of commands that may wait for their replies. A command that would exceed it is refused, unless nothing else waits.
    package var queueBytesLimit = 64 * 1024 * 1024
    /// How often a subscriber that hears nothing asks whether the server is still there.
    package var keepAlive = Duration.seconds(15)

    package init(_ address: Address) {
        self.address = address
    }

    /// Reads `redis://[[user]:password@]host[:port][/database]`, `unix:///path/to/socket[?db=1]`, or the socket's absolute path alone.
    /// User and password are percent-encoded. Throws `RedisAddressError`, which never repeats the password.
    package init(_ text: String) throws(RedisAddressError) {
        if text.hasPrefix("/") {
            self.init(.unix(path: text))
            return
        }
        guard let url = URLComponents(string: text) else { throw RedisAddressError(.malformed) }
        switch url.scheme?.lowercased() {
        case "redis": try self.init(tcp: url)
        case "unix", "redis+unix": try self.init(unix: url)
        case "rediss": throw RedisAddressError(.encryption)
        default: throw RedisAddressError(.scheme)
        }
        // An empty user means the default one, as in "redis://:secret@host".
        username = url.user.flatMap { $0.isEmpty ? nil : $0 }
        password = url.password.flatMap { $0.isEmpty ? nil : $0 }
        guard username == nil || password != nil else { throw RedisAddressError(.userWithoutPassword) }
    }

    private init(tcp url: URLComponents) throws(RedisAddressError) {
        var host = url.host ?? ""
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty else { throw RedisAddressError(.host) }
        let port = url.port ?? 6379
        guard (1...65_535).contains(port) else { throw RedisAddressError(.port) }
        self.init(.tcp(host: host, port: port))
        let path = url.path.drop { $0 == "/" }
        if !path.isEmpty { database = try Self.database(String(path)) }
    }

    private init(unix url: URLComponents) throws(RedisAddressError) {
        guard (url.host ?? "").isEmpty, url.path.count > 1 else { throw RedisAddressError(.socket) }
        self.init(.unix(path: url.path))
        if let number = url.queryItems?.last(where: { $0.name == "db" })?.value { database = try Self.database(number) }
    }

    private static func database(_ text: String) throws(RedisAddressError) -> Int {
        guard let number = Int(text), number >= 0 else { throw RedisAddressError(.database) }
        return number
    }
}

extension RedisConfiguration: CustomStringConvertible {
    /// The address, without user and password, for logs.
    package var description: String {
        switch address {
        case .tcp(let host, let port): "redis://\(host.contains(":") ? "[\(host)]" : host):\(port)/\(database)"
        case .unix(let path): "unix://\(path)?db=\(database)"
        }
    }
}
