import Shared
import SharedInfrastructure

extension App {
    /// The federation service. Throws `NotWired` when `services` lacks what it uses.
    static func federation(_ resources: AppResources, _ services: Services) throws -> App {
        let activities = try services.require(\.activities)
        let signIns = try SignInDesk(resources, services)
        let passkeys = try PasskeyDesk(resources, services, signIns: signIns)
        let browsers = PasskeyBrowser(resources.config)
        let part = SitePart(resources) { site in [CooperativeCard(site: site)] }
        return try part.app { routes in
            FrontRoutes(activities: activities, pages: part.pages, site: part.site).add(to: routes)
            PasskeyRoutes(desk: passkeys, browsers: browsers, pages: part.pages).add(to: routes)
            PasskeySignInRoutes(desk: passkeys, browsers: browsers, pages: part.pages).add(to: routes)
        }
    }
}
