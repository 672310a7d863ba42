import Hummingbird
import Shared
import SharedInfrastructure

/// The blog by month, and the list of all months.
struct MonthRoutes {
    let posts: any Posts
    let archives: any Archives
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(BlogPaths.archivePattern, use: all)
        routes.get(BlogPaths.monthPattern, use: month)
    }

    @Sendable func all(_ request: Request, _ context: AppContext) async throws -> Response {
        try await pages.respond(to: request, context, caching: .everyone()) {
            async let months = archives.months()
            async let subjects = posts.tags()
            async let authors = archives.authors()
            return MonthsPage(months: try await months, subjects: try await subjects, authors: try await authors, site: site)
        }
    }

    @Sendable func month(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let month = context.parameters.get("month").flatMap(Month.init) else { throw Problem.notFound }
        let page = try request.page(size: 20)
        return try await pages.respond(to: request, context, caching: .everyone(query: ["page"])) {
            let found = try await archives.posts(in: month, page)
            // A month without posts has no page, so that nobody is led through the centuries.
            guard found.total > 0, found.hasPage else { throw Problem.notFound }
            return ArchivePage(archive: Archive(month, found), site: site)
        }
    }
}
