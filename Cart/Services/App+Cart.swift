import Shared
import SharedInfrastructure
import SharedServices

extension App {
    /// The cart. Throws `NotWired` when `services` lacks what it uses.
    static func cart(_ resources: AppResources, _ services: Services) throws -> App {
        let baskets = try services.require(\.baskets)
        let (members, transactions) = (try services.require(\.memberBaskets), try services.require(\.transactions))
        let part = SitePart(resources) { site in [MiniCart(baskets: baskets, members: members, site: site)] }
        let desk = try BasketDesk(services, invalidator: part.invalidator)
        let sweeper = BasketSweeper(baskets, in: transactions, logger: resources.logger)
        let adoption = BasketAdoption(transactions: transactions, members: members, invalidator: part.invalidator)
        return try part.app(handlers: [adoption], background: [sweeper]) { routes in
            BasketRoutes(
                desk: desk, readers: SiblingReaders(resources.config.publicOrigins), cookies: part.visitors, pages: part.pages,
                site: part.site
            ).add(to: routes)
        }
    }
}
