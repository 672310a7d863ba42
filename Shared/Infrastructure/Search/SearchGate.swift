import Synchronization

/// Lets a few searches ask the database at a time, so that those who type leave the others theirs; the next ones wait, first come, first
/// served. When too many wait already, and when one has waited too long, one is told to come again.
package final class SearchGate: Sendable {
    private struct Waiter {
        let number: UInt64
        let continuation: CheckedContinuation<Void, any Error>
        let alarm: Task<Void, Never>
    }
    private struct State {
        var passing = 0
        var waiting: [Waiter] = []
        var lastNumber: UInt64 = 0
    }

    private let width: Int
    private let mostWaiting: Int
    private let longestWait: Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - longestWait: whoever types has gone on by then, and a form is better told than kept.
    ///   - sleep: returns after that long, and throws when its task is cancelled. Tests have a clock of their own.
    package init(
        width: Int = 3, mostWaiting: Int = 60, longestWait: Duration = .seconds(3),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.width = width
        self.mostWaiting = mostWaiting
        self.longestWait = longestWait
        self.sleep = sleep
    }

    /// Throws ``Problem`` 503 with Retry-After when too many wait, or when it has waited too long; `CancellationError` when its task is
    /// cancelled while it waits; and whatever `work` throws.
    package func pass<Answer: Sendable>(_ work: () async throws -> Answer) async throws -> Answer {
        try await enter()
        defer { leave() }
        return try await work()
    }

    /// How many wait.
    var waiting: Int { state.withLock { $0.waiting.count } }

    private func enter() async throws {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let answer = state.withLock { state -> Result<Void, any Error>? in
                    // A task that is cancelled after this finds itself in the list.
                    guard !Task.isCancelled else { return .failure(CancellationError()) }
                    guard state.passing >= width else {
                        state.passing += 1
                        return .success(())
                    }
                    guard state.waiting.count < mostWaiting else { return .failure(Problem.unavailable) }
                    state.waiting.append(Waiter(number: number, continuation: continuation, alarm: alarm(for: number)))
                    return nil
                }
                if let answer { continuation.resume(with: answer) }
            }
        } onCancel: {
            turnAway(number, CancellationError())
        }
    }

    private func alarm(for number: UInt64) -> Task<Void, Never> {
        Task {
            // One that was cancelled finds nobody in the list.
            try? await sleep(longestWait)
            turnAway(number, Problem.unavailable)
        }
    }

    /// Who waits longest takes the place.
    private func leave() {
        let next = state.withLock { state -> Waiter? in
            guard !state.waiting.isEmpty else {
                state.passing -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.alarm.cancel()
        next?.continuation.resume()
    }

    /// Ends the wait of one that still waits. Whoever takes it out of the list answers it, so that it is answered once, and a place that it
    /// was given is its own.
    private func turnAway(_ number: UInt64, _ error: any Error) {
        let waiter = state.withLock { state in
            state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0) }
        }
        waiter?.alarm.cancel()
        waiter?.continuation.resume(throwing: error)
    }
}
