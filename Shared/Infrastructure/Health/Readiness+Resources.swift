import SharedRedis
import SharedServices

extension AppResources {
    /// Ready is: the database answers, and this program's code works on its schema. Redis makes the site quicker, not possible.
    func readiness() async -> Readiness {
        var readiness = Readiness()
        do {
            try await withTimeLimit(.seconds(2)) { try await Schema.check(database) }
        } catch {
            readiness.missing.append(error is TimeLimitExceeded ? "the database did not answer in two seconds" : "\(error)")
        }
        if let redis, !redis.isAvailable { readiness.degraded.append("Redis is away; the site runs without it") }
        if config.redis == nil { readiness.degraded.append("Redis is not configured") }
        return readiness
    }
}
