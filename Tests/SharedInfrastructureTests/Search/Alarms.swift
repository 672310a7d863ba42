import Synchronization

/// A clock that stands until a test sets it forward, for what sleeps.
final class Alarms: Sendable {
    private struct Alarm {
        let number: Int
        let rings: Duration
        let continuation: CheckedContinuation<Void, any Error>
    }
    private struct State {
        var now = Duration.zero
        var last = 0
        var alarms: [Alarm] = []
    }
    private let state = Mutex(State())

    /// How many sleep.
    var set: Int { state.withLock { $0.alarms.count } }

    /// Returns when the clock is `duration` further, and throws `CancellationError` when its task is cancelled before.
    @Sendable func sleep(_ duration: Duration) async throws {
        let number = state.withLock { state in
            state.last += 1
            return state.last
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    guard !Task.isCancelled else { return true }
                    state.alarms.append(Alarm(number: number, rings: state.now + duration, continuation: continuation))
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            for alarm in take({ $0.number == number }) { alarm.continuation.resume(throwing: CancellationError()) }
        }
    }

    func advance(by duration: Duration) {
        let now = state.withLock { state in
            state.now += duration
            return state.now
        }
        for alarm in take({ $0.rings <= now }) { alarm.continuation.resume() }
    }

    private func take(_ isWanted: (Alarm) -> Bool) -> [Alarm] {
        state.withLock { state in
            let taken = state.alarms.filter(isWanted)
            state.alarms.removeAll(where: isWanted)
            return taken
        }
    }
}
