import Shared
import SharedInfrastructure

extension App {
    /// The account service. Throws `NotWired` when `services` lacks what it uses.
    static func account(_ resources: AppResources, _ services: Services) throws -> App {
        let people = try services.require(\.people)
        let devices = try services.require(\.devices)
        let part = SitePart(resources) { site in [AuthMenu(people: people, site: site)] }
        return try part.app(handlers: [InvalidationHandler(.accountFragments, part.invalidator)]) { routes in
            FrontRoutes(people: people, devices: devices, pages: part.pages, site: part.site).add(to: routes)
        }
    }
}
