import Shared
import SharedInfrastructure

extension App {
    /// The federation service. Throws `NotWired` when `services` lacks what it uses.
    static func federation(_ resources: AppResources, _ services: Services) throws -> App {
        let activities = try services.require(\.activities)
        let part = SitePart(resources) { site in [CooperativeCard(site: site)] }
        return try part.app { routes in
            FrontRoutes(activities: activities, pages: part.pages, site: part.site).add(to: routes)
        }
    }
}
