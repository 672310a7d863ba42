import Shared
import SharedInfrastructure

extension App {
    /// The market. Throws `NotWired` when `services` lacks what it uses.
    static func market(_ resources: AppResources, _ services: Services) throws -> App {
        let markets = try services.require(\.markets)
        let producers = try services.require(\.producers)
        let part = SitePart(resources) { site in
            [FeaturedProducts(markets: markets, site: site), ProductCard(markets: markets, site: site)]
        }
        return try part.app(handlers: [InvalidationHandler(.marketFragments, part.invalidator)]) { routes in
            FrontRoutes(markets: markets, producers: producers, pages: part.pages, site: part.site).add(to: routes)
            MarketRoutes(markets: markets, pages: part.pages, site: part.site).add(to: routes)
            ProducerRoutes(producers: producers, pages: part.pages, site: part.site).add(to: routes)
            ProductRoutes(markets: markets, pages: part.pages, site: part.site).add(to: routes)
        }
    }
}
