import Hummingbird
import Shared
import SharedInfrastructure

/// Products.
struct ProductRoutes {
    let markets: any Markets
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(MarketPaths.productPattern, use: show)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let (product, market) = (try context.slug("product"), try context.slug("market"))
        return try await pages.respond(to: request, context, caching: .everyone()) {
            guard let detail = try await markets.product(product, in: market) else { throw Problem.notFound }
            return ProductPage(detail: detail, site: site)
        }
    }
}
