import NIOCore
import NIOPosix

/// Looks names up on threads of its own. `getaddrinfo` cannot be called off, and may take half a minute over a name whose servers do not answer: who
/// is cancelled waits no longer, and the thread comes back when it does. With all of them taken others wait, within their own time.
struct NameLookup: Sendable {
    private let threads: NIOThreadPool
    private let look: @Sendable (String) throws -> SocketAddress

    /// `look`: may block.
    init(threads: Int = 8, _ look: @escaping @Sendable (String) throws -> SocketAddress = Self.system) {
        self.threads = NIOThreadPool(numberOfThreads: threads)
        self.look = look
        self.threads.start()
    }

    /// Throws what looking throws, and `CancellationError`.
    func address(of host: String) async throws -> SocketAddress {
        let (answers, answer) = AsyncThrowingStream.makeStream(of: SocketAddress.self)
        threads.submit { state in
            do {
                guard case .active = state else { throw CancellationError() }
                answer.yield(try look(host))
                answer.finish()
            } catch { answer.finish(throwing: error) }
        }
        for try await found in answers { return found }
        throw CancellationError()
    }

    /// Waits for nobody who is still looking.
    func close() { threads.shutdownGracefully { _ in } }

    static let system: @Sendable (String) throws -> SocketAddress = { try .makeAddressResolvingHost($0, port: 443) }
}
