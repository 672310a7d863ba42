import SharedRedis
import SharedServices

extension AppResources {
    /// Ready is: the database answers, and this program's code works on its schema. Redis makes the site quicker, not possible.
    func readiness() async -> Readiness {
        var readiness = Readiness()
        do {
            try await within(.seconds(2)) { try await Schema.check(database) }
        } catch {
            readiness.missing.append(error is OutOfTime ? "the database did not answer in two seconds" : "\(error)")
        }
        if let redis, !redis.isAvailable { readiness.degraded.append("Redis is away; the site runs without it") }
        if config.redis == nil { readiness.degraded.append("Redis is not configured") }
        return readiness
    }
}

/// Something took longer than it may.
struct OutOfTime: Error {}

/// What `work` answers, or ``OutOfTime`` when it takes longer than `limit`; then it is cancelled.
func within<Answer: Sendable>(_ limit: Duration, _ work: @escaping @Sendable () async throws -> Answer) async throws -> Answer {
    try await withThrowingTaskGroup(of: Answer.self) { group in
        group.addTask(operation: work)
        group.addTask {
            try await Task.sleep(for: limit)
            throw OutOfTime()
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw OutOfTime() }
        return first
    }
}
