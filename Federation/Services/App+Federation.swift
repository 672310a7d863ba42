import Shared
import SharedInfrastructure

extension App {
    /// The federation service, which also sends the mail of all six. Throws `NotWired` when `services` lacks what it uses, and
    /// `SMTPTrustError`.
    static func federation(_ resources: AppResources, _ services: Services) throws -> App {
        let activities = try services.require(\.activities)
        let part = SitePart(resources) { site in [CooperativeCard(site: site)] }
        return try part.app(background: MailWorker.background(of: resources)) { routes in
            FrontRoutes(activities: activities, pages: part.pages, site: part.site).add(to: routes)
        }
    }
}
