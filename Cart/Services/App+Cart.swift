import Shared
import SharedInfrastructure
import SharedServices

extension App {
    /// The cart. Throws `NotWired` when `services` lacks what it uses.
    static func cart(_ resources: AppResources, _ services: Services) throws -> App {
        let baskets = try services.require(\.baskets)
        let part = SitePart(resources) { site in [MiniCart(baskets: baskets, site: site)] }
        let desk = try BasketDesk(services, invalidator: part.invalidator)
        let sweeper = BasketSweeper(baskets, in: try services.require(\.transactions), logger: resources.logger)
        return try part.app(background: [sweeper]) { routes in
            BasketRoutes(
                desk: desk, readers: SiblingReaders(resources.config.publicOrigins), cookies: part.visitors, pages: part.pages,
                site: part.site
            ).add(to: routes)
        }
    }
}
