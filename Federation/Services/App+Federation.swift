import Logging
import Shared
import SharedInfrastructure
import SharedServices

extension App {
    /// The federation service. Throws `NotWired` when `services` lacks what it uses.
    static func federation(_ resources: AppResources, _ services: Services) throws -> App {
        let activities = try services.require(\.activities)
        let part = SitePart(resources) { site in [CooperativeCard(site: site)] }
        let sweeper = SignInSweeper(
            try services.require(\.signIns), try services.require(\.registrations), in: try services.require(\.transactions),
            logger: resources.logger)
        let signIn = try SignInSite(resources, services, part)
        return try part.app(background: [sweeper]) { routes in
            FrontRoutes(activities: activities, pages: part.pages, site: part.site).add(to: routes)
            signIn.add(to: routes)
        }
    }
}
