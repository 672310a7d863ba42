/// What one listener bears, so that no client, slow or greedy, takes it from the others.
package struct ConnectionLimits: Sendable {
    /// Connections at once; more wait in the kernel's queue.
    package var connections = 4096
    /// Bytes of one header field, and of all of them with the request line.
    package var headerField = 16 * 1024
    package var headers = 32 * 1024
    package var headerCount = 100
    /// Bytes of a request's body.
    package var body = 2 * 1024 * 1024
    /// From the first byte of a request to the end of its headers.
    package var headTime: Duration = .seconds(10)
    /// For a body, plus one second for each 8 KiB that have arrived.
    package var bodyTime: Duration = .seconds(20)
    /// For which a connection may wait for its next request. Above the proxy's (Caddy: 2 min), so that it never sends into a closing one.
    package var idleTime: Duration = .seconds(150)
    /// For which a client may leave an answer unread before anything more of it fits into the socket.
    package var writeTime: Duration = .seconds(30)

    package init() {}
}
