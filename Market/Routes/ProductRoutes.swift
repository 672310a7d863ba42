import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// Products.
struct ProductRoutes {
    let markets: any Markets
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(MarketPaths.productPattern, use: show)
        routes.get(MarketPaths.permanentProductPattern, use: find)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let (product, market) = (try context.slug("product"), try context.slug("market"))
        return try await pages.respond(to: request, context, caching: .everyone()) {
            async let others = markets.beside(product, in: market, limit: 4)
            guard let detail = try await markets.product(product, in: market) else { throw Problem.notFound }
            return ProductPage(detail: detail, beside: try await others, site: site)
        }
    }

    /// Leads on to the page of a product that is known by its id.
    @Sendable func find(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let product = try await markets.summary(of: context.id("product")) else { throw Problem.notFound }
        return .redirect(to: MarketPaths.product(product.slug, in: product.market.slug).value, type: .found)
    }
}
