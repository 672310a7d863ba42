import Logging
import Shared
import SharedInfrastructure
import SharedRedis
import SharedServices

extension App {
    /// The federation service. Throws `NotWired` when `services` lacks what it uses.
    static func federation(_ resources: AppResources, _ services: Services) throws -> App {
        let activities = try services.require(\.activities)
        let part = SitePart(resources) { site in [CooperativeCard(site: site)] }
        let desk = try SignInDesk(resources, services)
        let server = try AuthorizationServer(resources, services, signIn: desk)
        let signIn = try SignInSite(resources, services, part, desk: desk)
        let sweeper = SignInSweeper(
            try services.require(\.signIns), try services.require(\.registrations), in: try services.require(\.transactions),
            logger: resources.logger)
        return try part.app(
            handlers: [server.handler], background: server.background + [sweeper],
            internals: { server.addProtocol(to: $0, isInternal: true) }
        ) { routes in
            FrontRoutes(activities: activities, pages: part.pages, site: part.site).add(to: routes)
            server.add(to: routes, part.pages, part.site)
            signIn.add(to: routes)
        }
    }
}

extension SignInDesk {
    /// Throws `NotWired` when `services` lacks what it uses.
    init(_ resources: AppResources, _ services: Services) throws {
        let (redis, logger) = (resources.redis, resources.logger)
        self.init(
            transactions: try services.require(\.transactions), devices: try services.require(\.devices),
            sessions: try services.require(\.sessions), trail: try services.require(\.auditTrail),
            announce: { ended in
                // Without the news, caches find out by themselves within half a minute.
                do { try await redis?.announce(ended: ended) } catch {
                    logger.warning("the other services were not told who signed out", metadata: ["error": "\(error)"])
                }
            },
            cookies: SessionCookies(resources.config), hint: MemberHint(resources.config))
    }
}
