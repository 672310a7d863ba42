import Hummingbird
import Shared
import SharedInfrastructure

/// Entries of calendars.
struct EntryRoutes {
    let calendars: any Calendars
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(EventsPaths.entryPattern, use: show)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let id: ID<Entry> = try context.id("entry")
        return try await pages.respond(to: request, context, caching: .everyone()) {
            guard let detail = try await calendars.entry(id) else { throw Problem.notFound }
            return EntryPage(detail: detail, site: site)
        }
    }
}
