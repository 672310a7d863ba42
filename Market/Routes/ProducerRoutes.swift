import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// Producers.
struct ProducerRoutes {
    let producers: any Producers
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(MarketPaths.producersPattern, use: list)
        routes.get(MarketPaths.producerPattern, use: show)
    }

    /// They stand on the front page.
    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        .redirect(to: MarketPaths.producers.value, type: .found)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.slug("producer")
        let page = try request.page(size: MarketQuery.size)
        return try await pages.respond(to: request, context, caching: .everyone(query: ["page"])) {
            guard let detail = try await producers.producer(slug, page), detail.products.hasPage else { throw Problem.notFound }
            return ProducerPage(detail: detail, site: site)
        }
    }
}
