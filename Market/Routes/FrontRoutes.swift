import Hummingbird
import Shared
import SharedInfrastructure

/// The front page.
struct FrontRoutes {
    let markets: any Markets
    let producers: any Producers
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(MarketPaths.frontPattern, use: show)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        try await pages.respond(to: request, context, caching: .everyone()) {
            async let all = markets.all()
            async let featured = markets.featured(in: nil, limit: 8)
            async let makers = producers.all()
            return FrontPage(markets: try await all, featured: try await featured, producers: try await makers, site: site)
        }
    }
}
