import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure

/// The living page of the site's look.
struct DesignRoutes {
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(BlogPaths.designPattern, use: show)
        routes.get(BlogPaths.problemPattern, use: problem)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        try await pages.respond(to: request, context, caching: .everyone()) { DesignPage(site: site) }
    }

    /// The pages that one sees only when something is wrong, as they are.
    @Sendable func problem(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let status = DesignPage.problems.first(where: { String($0) == context.parameters.get("status") }) else {
            throw Problem.notFound
        }
        throw Problem(.init(code: status))
    }
}
