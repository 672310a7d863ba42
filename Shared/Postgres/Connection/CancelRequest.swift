import CLibPQ
import Synchronization

/// Asks the server, over a connection of its own, to cancel the statement that another one is busy with.
///
/// `PQcancel` blocks until the server has passed the request on, for ever if it hangs, so it has a thread to itself.
final class CancelRequest: Sendable {
    private let done = Atomic(false)
    var isDone: Bool { done.load(ordering: .acquiring) }

    /// - Parameter wake: is signalled when the server has passed the request on, or cannot be reached.
    init?(for connection: OpaquePointer, wake: Wake) {
        guard let request = PQgetCancel(connection) else { return nil }
        // A pointer may not cross over to a thread, but a number may. libpq allows it: "can be called from another thread" (34.7).
        let address = UInt(bitPattern: request)
        do {
            try OwnThread.start { [self] in
                guard let request = OpaquePointer(bitPattern: address) else { return }
                _ = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { PQcancel(request, $0.baseAddress, 256) }
                PQfreeCancel(request)
                done.store(true, ordering: .releasing)
                wake.signal()
            }
        } catch {
            PQfreeCancel(request)
            return nil
        }
    }
}
