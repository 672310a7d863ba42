import Synchronization

/// A read on its way over the lane. It is answered once: by the server, by a time-out, or by its task's cancellation; what comes later is
/// dropped.
final class LaneRequest: Sendable {
    typealias Answer = CheckedContinuation<PostgresRows, any Error>
    private enum State {
        case new, waiting(Answer), answered
    }
    private struct Progress {
        var state = State.new
        var isRepeated = false
    }

    let sql: SQL
    let begun = ContinuousClock.now
    private let progress = Mutex(Progress())

    init(_ sql: SQL) { self.sql = sql }

    /// - Returns: false when the task was cancelled before, and the continuation has been resumed.
    func wait(_ answer: Answer) -> Bool {
        let isWaiting = progress.withLock { progress in
            guard case .new = progress.state else { return false }
            progress.state = .waiting(answer)
            return true
        }
        if !isWaiting { answer.resume(throwing: CancellationError()) }
        return isWaiting
    }

    func finish(_ result: sending Result<PostgresRows, any Error>) {
        let answer: Answer? = progress.withLock { progress in
            defer { progress.state = .answered }
            guard case .waiting(let answer) = progress.state else { return nil }
            return answer
        }
        answer?.resume(with: result)
    }

    var isAnswered: Bool {
        progress.withLock { if case .answered = $0.state { true } else { false } }
    }

    /// Whether it may be sent again: once.
    func mayRepeat() -> Bool {
        progress.withLock { progress in
            defer { progress.isRepeated = true }
            return !progress.isRepeated
        }
    }
}
