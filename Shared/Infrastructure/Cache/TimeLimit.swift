/// The time that `withTimeLimit` gave was over.
package struct TimeLimitExceeded: Error {}

/// What `work` answers. When it takes longer than `limit`, it is cancelled and `TimeLimitExceeded` thrown.
package func withTimeLimit<Answer: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable () async throws -> Answer
) async throws -> Answer {
    try await withThrowingTaskGroup(of: Answer.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw TimeLimitExceeded()
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw CancellationError() }
        return first
    }
}
