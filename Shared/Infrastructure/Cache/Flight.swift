import NIOCore
import NIOPosix
import Synchronization

/// The making of one part, for which any number of pages wait.
final class Flight: Sendable {
    /// What came of it.
    struct Landing: Sendable {
        let part: CachedPart
        let source: PartSource
        /// Of the process cache, before the part was made or read.
        let stamp: UInt64
    }

    typealias Outcome = Result<Landing, any Error>

    private struct State {
        var outcome: Outcome?
        var landed: NIODeadline?
        var isAtOrigin = false
        var waiters: [Int: CheckedContinuation<Outcome?, Never>] = [:]
        var tickets = 0
    }

    private let state = Mutex(State())

    /// Whether Redis was asked already, and only the origin is waited for.
    var isAtOrigin: Bool { state.withLock { $0.isAtOrigin } }
    /// When it landed; nil while it has not.
    var landed: NIODeadline? { state.withLock { $0.landed } }

    func goToOrigin() { state.withLock { $0.isAtOrigin = true } }

    /// Tells all who wait. What comes after the first call is not heard.
    func land(_ outcome: Outcome) {
        let waiters = state.withLock { state -> [CheckedContinuation<Outcome?, Never>] in
            guard state.outcome == nil else { return [] }
            (state.outcome, state.landed) = (outcome, .now())
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume(returning: outcome) }
    }

    /// What came of it by `deadline`; nil when it is still in the air then. Without one, waits until it lands.
    func outcome(by deadline: NIODeadline?) async -> Outcome? {
        await withCheckedContinuation { continuation in
            let (outcome, ticket) = state.withLock { state -> (Outcome?, Int) in
                if state.outcome == nil {
                    state.tickets += 1
                    state.waiters[state.tickets] = continuation
                }
                return (state.outcome, state.tickets)
            }
            if let outcome { return continuation.resume(returning: outcome) }
            guard let deadline else { return }
            MultiThreadedEventLoopGroup.singleton.any().scheduleTask(deadline: deadline) { self.giveUp(ticket) }
        }
    }

    private func giveUp(_ ticket: Int) {
        state.withLock { $0.waiters.removeValue(forKey: ticket) }?.resume(returning: nil)
    }
}
