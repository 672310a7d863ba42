import Shared
import SharedInfrastructure

extension App {
    /// The market. Throws `NotWired` when `services` lacks what it uses.
    ///
    /// - Parameter searchGate: nil makes one.
    static func market(_ resources: AppResources, _ services: Services, searchGate: SearchGate? = nil) throws -> App {
        let markets = try services.require(\.markets)
        let producers = try services.require(\.producers)
        let part = SitePart(resources, searchGate: searchGate) { site in
            [FeaturedProducts(markets: markets, site: site), ProductCard(markets: markets, site: site)]
        }
        return try part.app(handlers: [InvalidationHandler(.marketFragments, part.invalidator)]) { routes in
            FrontRoutes(markets: markets, producers: producers, pages: part.pages, site: part.site).add(to: routes)
            MarketRoutes(markets: markets, searchGate: part.searchGate, pages: part.pages, site: part.site).add(to: routes)
            ProducerRoutes(producers: producers, pages: part.pages, site: part.site).add(to: routes)
            ProductRoutes(markets: markets, pages: part.pages, site: part.site).add(to: routes)
        }
    }
}
