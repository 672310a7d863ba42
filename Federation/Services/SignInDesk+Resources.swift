import Logging
import Shared
import SharedInfrastructure
import SharedServices

extension SignInDesk {
    /// The desk of a process. Throws `NotWired` when `services` lacks what it uses.
    init(_ resources: AppResources, _ services: Services) throws {
        let (redis, logger) = (resources.redis, resources.logger)
        self.init(
            transactions: try services.require(\.transactions), devices: try services.require(\.devices), sessions: resources.sessions,
            trail: try services.require(\.auditTrail),
            announce: { ended in
                do { try await redis?.announce(ended: ended) } catch {
                    // Other processes ask the database again within half a minute.
                    logger.warning("the end of sessions could not be announced", metadata: ["error": "\(error)"])
                }
            },
            cookies: SessionCookies(resources.config), hint: MemberHint(resources.config),
            baskets: PostgresBaskets(resources.database, offers: PostgresOffers(resources.database)),
            visitors: VisitorCookies(resources.config))
    }
}
