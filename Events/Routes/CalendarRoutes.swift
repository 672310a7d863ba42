import FoundationEssentials
import Hummingbird
import Shared
import SharedInfrastructure

/// What is coming, in one calendar and in all.
struct CalendarRoutes {
    let calendars: any Calendars
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(EventsPaths.entriesPattern, use: show)
        routes.get(EventsPaths.calendarPattern, use: show)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.calendar
        let page = try request.page(size: 20)
        return try await pages.respond(to: request, context, caching: .untilEntriesPass) {
            guard let listing = try await calendars.coming(in: slug, after: Date(), page), listing.entries.hasPage
            else { throw Problem.notFound }
            return CalendarPage(listing: listing, site: site)
        }
    }
}
