import Hummingbird
import Shared
import SharedInfrastructure

/// The posts of a tag, and those of an author.
struct ArchiveRoutes {
    let posts: any Posts
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(BlogPaths.tagPattern, use: tag)
        routes.get(BlogPaths.authorPattern, use: author)
    }

    @Sendable func tag(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.slug("slug")
        return try await show(request, context) { try await posts.tagged(slug, $0).map(Archive.init) }
    }

    @Sendable func author(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.slug("slug")
        return try await show(request, context) { try await posts.written(by: slug, $0).map(Archive.init) }
    }

    private func show(
        _ request: Request, _ context: AppContext, _ archive: @escaping @Sendable (PageRequest) async throws -> Archive?
    ) async throws -> Response {
        let page = try request.page(size: 20)
        return try await pages.respond(to: request, context, caching: .everyone(query: ["page"])) {
            guard let archive = try await archive(page), archive.posts.hasPage else { throw Problem.notFound }
            return ArchivePage(archive: archive, site: site)
        }
    }
}
