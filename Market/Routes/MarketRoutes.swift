import Hummingbird
import Shared
import SharedInfrastructure

/// Markets with their products.
struct MarketRoutes {
    let markets: any Markets
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(MarketPaths.marketPattern, use: show)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.slug("market")
        let page = try request.page(size: 30)
        let filter = try DietFilter(query: request.item(DietFilter.key))
        return try await pages.respond(to: request, context, caching: .everyone(query: ["page", DietFilter.key])) {
            guard let detail = try await markets.market(slug, labelled: filter.labels, page), detail.products.hasPage
            else { throw Problem.notFound }
            return MarketPage(detail: detail, filter: filter, site: site)
        }
    }
}
