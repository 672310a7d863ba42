import Hummingbird
import Shared
import SharedInfrastructure

/// The front page.
struct FrontRoutes {
    let posts: any Posts
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(BlogPaths.frontPattern, use: show)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let page = try request.page(size: 13)
        return try await pages.respond(to: request, context, caching: .everyone(query: ["page"])) {
            async let latest = posts.latest(page)
            async let subjects = posts.tags()
            guard try await latest.hasPage else { throw Problem.notFound }
            return FrontPage(posts: try await latest, subjects: try await subjects, site: site)
        }
    }
}
