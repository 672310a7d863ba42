import Synchronization

/// Tells the thread that waits for a statement's answer that its task was cancelled.
final class Interrupt: Sendable {
    private struct State {
        var statement: UInt64 = 0
        var isCancelled = false
    }
    let wake: Wake
    private let state = Mutex(State())

    init() throws(PostgresError) { wake = try Wake() }

    /// Begins a statement, and returns its number.
    func begin() -> UInt64 {
        state.withLock {
            $0 = State(statement: $0.statement + 1)
            return $0.statement
        }
    }

    /// Cancels statement `number`, or does nothing when it is not the current one any more.
    func cancel(_ number: UInt64) {
        let isCurrent = state.withLock {
            if $0.statement == number { $0.isCancelled = true }
            return $0.statement == number
        }
        if isCurrent { wake.signal() }
    }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }
}
