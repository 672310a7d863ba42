import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// Markets with their products.
struct MarketRoutes {
    let markets: any Markets
    let searchGate: SearchGate
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(MarketPaths.marketPattern, use: show)
    }

    /// What is asked for in another way than ``MarketQuery`` writes it, as forms do with their empty fields, is sent on to where it is.
    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.slug("market")
        let query = try MarketQuery(request)
        guard query.isWritten(in: request) else { return .redirect(to: query.link(slug).value, type: .found) }
        let caching = query.isShared ? PageCaching.everyone(query: MarketQuery.Key.all) : .never
        return try await pages.respond(to: request, context, caching: caching) {
            guard let detail = try await find(slug, query), detail.products.hasPage else { throw Problem.notFound }
            return MarketPage(detail: detail, query: query, site: site)
        }
    }

    /// Looking for words passes where the site's search does: who types asks more of the database than who follows links.
    private func find(_ slug: Slug, _ query: MarketQuery) async throws -> MarketDetail? {
        guard query.choice.words != nil else { return try await markets.market(slug, query.choice, query.page) }
        return try await searchGate.pass { try await markets.market(slug, query.choice, query.page) }
    }
}
