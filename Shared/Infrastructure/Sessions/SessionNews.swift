import Logging
package import Shared
import SharedRedis

/// Tells whoever remembers sessions which of them have ended, or belong to somebody of whom something has changed: this process at once, the
/// others through Redis, and without Redis within the half minute that they are remembered for.
package struct SessionNews: Sendable {
    private let cache: SessionCache
    private let redis: RedisClient?
    private let logger: Logger

    package init(_ resources: AppResources) {
        cache = resources.signedIn
        redis = resources.redis
        logger = resources.logger
    }

    /// Called after the transaction that ended or changed them.
    package func tell(_ sessions: [ID<Session>]) async {
        guard !sessions.isEmpty else { return }
        cache.forget(Set(sessions))
        do { try await redis?.announce(ended: sessions) } catch {
            logger.warning("other services hear of sessions half a minute late", metadata: ["error": "\(error)"])
        }
    }
}
