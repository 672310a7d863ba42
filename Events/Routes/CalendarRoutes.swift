import FoundationEssentials
import Hummingbird
import Shared
import SharedInfrastructure

/// Calendars with what is coming in them.
struct CalendarRoutes {
    let calendars: any Calendars
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(EventsPaths.calendarPattern, use: show)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.slug("calendar")
        let page = try request.page(size: 20)
        return try await pages.respond(to: request, context, caching: .untilEntriesPass) {
            guard let detail = try await calendars.calendar(slug, after: Date(), page), detail.entries.hasPage
            else { throw Problem.notFound }
            return CalendarPage(detail: detail, site: site)
        }
    }
}
