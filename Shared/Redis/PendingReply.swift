import NIOCore
import Synchronization

/// The place of one command in the queue of its connection.
///
/// The place outlives its waiter: a command that timed out or was cancelled was sent all the same, so its reply still comes, and whoever
/// took the place out of the queue early would give every later command its neighbour's reply.
final class PendingReply: Sendable {
    private enum State {
        case unasked
        case waiting(CheckedContinuation<RedisValue, any Error>)
        case settled
    }

    let asked: NIODeadline
    let deadline: NIODeadline
    private let state = Mutex(State.unasked)

    init(timeout: Duration) {
        asked = .now()
        deadline = asked + TimeAmount(timeout)
    }

    /// Takes the waiter, or refuses it when the reply was settled before (the task was cancelled): then the command is not to be sent.
    func wait(_ continuation: CheckedContinuation<RedisValue, any Error>) -> Bool {
        state.withLock { state in
            guard case .unasked = state else { return false }
            state = .waiting(continuation)
            return true
        }
    }

    /// Answers the waiter, if nobody did before. Says whether this call did.
    @discardableResult
    func settle(_ result: Result<RedisValue, any Error>) -> Bool {
        let (first, continuation) = state.withLock { state -> (Bool, CheckedContinuation<RedisValue, any Error>?) in
            defer { state = .settled }
            return switch state {
            case .unasked: (true, nil)
            case .waiting(let continuation): (true, continuation)
            case .settled: (false, nil)
            }
        }
        continuation?.resume(with: result)
        return first
    }
}
