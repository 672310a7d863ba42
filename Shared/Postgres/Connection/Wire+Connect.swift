import CLibPQ
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Wire {
    /// Connects, on the calling thread, which it blocks: names are resolved by the system's resolver.
    /// - Parameter settings: the session's own settings, as `-c name=value` would give them to the server.
    /// - Throws: ``PostgresError/unreachable(reason:)``.
    static func connect(
        _ configuration: PostgresConfiguration, as role: String, settings: [String], patience: Duration?, interrupt: Interrupt
    ) throws(PostgresError) -> Wire {
        let deadline = ContinuousClock.now + configuration.connectTimeout
        let parameters = configuration.parameters(as: role, settings: settings)
        guard let connection = start(parameters) else { throw .unreachable(reason: "there is no memory for a connection") }
        let wire = Wire(connection: connection, interrupt: interrupt, patience: patience)
        guard PQstatus(connection) != CONNECTION_BAD else { throw .unreachable(reason: wire.message) }
        var waitsForWriting = true
        while true {
            var descriptor = pollfd(fd: wire.socket, events: Int16(waitsForWriting ? POLLOUT : POLLIN), revents: 0)
            let left = ContinuousClock.now.duration(to: deadline).milliseconds
            if left <= 0 || poll(&descriptor, 1, Int32(clamping: left)) == 0 {
                throw .unreachable(reason: "no connection within \(configuration.connectTimeout)")
            }
            switch PQconnectPoll(connection) {
            case PGRES_POLLING_OK:
                guard PQsetnonblocking(connection, 1) == 0 else { throw .unreachable(reason: wire.message) }
                return wire
            case PGRES_POLLING_READING: waitsForWriting = false
            case PGRES_POLLING_WRITING: waitsForWriting = true
            default: throw .unreachable(reason: wire.message)
            }
        }
    }

    private static func start(_ parameters: [ConnectionParameter]) -> OpaquePointer? {
        var keywords = parameters.map { UnsafePointer(strdup($0.keyword)) } + [nil]
        var values = parameters.map { UnsafePointer(strdup($0.value)) } + [nil]
        defer { for text in keywords + values { free(UnsafeMutablePointer(mutating: text)) } }
        return PQconnectStartParams(&keywords, &values, 0)
    }
}

extension PostgresConfiguration {
    /// The address's parameters, and what every connection of ours has beside them.
    fileprivate func parameters(as role: String, settings: [String]) -> [ConnectionParameter] {
        var all = parameters
        func set(_ keyword: String, _ value: String) { all.append(.init(keyword: keyword, value: value)) }
        func setDefault(_ keyword: String, _ value: String) {
            if !parameters.contains(where: { $0.keyword == keyword }) { set(keyword, value) }
        }
        set("client_encoding", "UTF8")
        set("application_name", "\(applicationName) \(role)")
        // A host that vanished without a word is noticed within half a minute, also by a cancellation.
        setDefault("keepalives_idle", "10")
        setDefault("keepalives_interval", "5")
        setDefault("keepalives_count", "3")
        setDefault("tcp_user_timeout", "15000")
        // Kerberos is asked for only by those who use it: trying costs a library and a round trip.
        setDefault("gssencmode", "disable")
        let given = parameters.last { $0.keyword == "options" }?.value
        set("options", ([given].compactMap(\.self) + settings.map { "-c \($0)" }).joined(separator: " "))
        return all
    }
}
