import Synchronization

/// Lets a few searches ask the database at a time, so that those who type leave the others theirs; the next ones wait, first come, first
/// served, and when too many wait already, one is told to come again.
final class SearchGate: Sendable {
    private struct State {
        var passing = 0
        var waiting: [CheckedContinuation<Void, any Error>] = []
    }

    private let width: Int
    private let mostWaiting: Int
    private let state = Mutex(State())

    init(width: Int = 3, mostWaiting: Int = 60) {
        self.width = width
        self.mostWaiting = mostWaiting
    }

    /// Throws ``Problem`` 503 when too many wait, and whatever `work` throws.
    func pass<Answer: Sendable>(_ work: () async throws -> Answer) async throws -> Answer {
        try await enter()
        defer { leave() }
        return try await work()
    }

    private func enter() async throws {
        try await withCheckedThrowingContinuation { continuation in
            let answer = state.withLock { state -> Result<Void, any Error>? in
                guard state.passing >= width else {
                    state.passing += 1
                    return .success(())
                }
                guard state.waiting.count < mostWaiting else { return .failure(Problem.unavailable) }
                state.waiting.append(continuation)
                return nil
            }
            if let answer { continuation.resume(with: answer) }
        }
    }

    /// Who waits longest takes the place.
    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, any Error>? in
            guard !state.waiting.isEmpty else {
                state.passing -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
