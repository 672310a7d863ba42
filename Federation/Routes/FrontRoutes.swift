import Hummingbird
import Shared
import SharedInfrastructure

/// The front page.
struct FrontRoutes {
    let activities: any Activities
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(FederationPaths.frontPattern, use: show)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        try await pages.respond(to: request, context, caching: .everyone(timeToLive: .seconds(60))) {
            FrontPage(news: Array(NewsItem.all(of: try await activities.recent(limit: 100)).prefix(20)), site: site)
        }
    }
}
