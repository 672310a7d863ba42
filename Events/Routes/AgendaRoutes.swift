import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// Months, weeks and days, of one calendar or of all.
struct AgendaRoutes {
    let calendars: any Calendars
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        for pattern in EventsPaths.monthPatterns { routes.get(pattern, use: month) }
        for pattern in EventsPaths.weekPatterns { routes.get(pattern, use: week) }
        for pattern in EventsPaths.dayPatterns { routes.get(pattern, use: day) }
        for (pattern, view) in zip(EventsPaths.presentPatterns, Self.presentViews + Self.presentViews) {
            routes.get(pattern) { try await present(view, $0, $1) }
        }
    }

    @Sendable func month(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let month = context.parameters.get("month").flatMap({ Month($0) }) else { throw Problem.notFound }
        return try await show(.month(month), MonthPage.entriesADay, request, context) { MonthPage(month: month, agenda: $0, site: site) }
    }

    @Sendable func week(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let week = context.parameters.get("week").flatMap({ Week($0) }) else { throw Problem.notFound }
        return try await show(.week(week), WeekPage.entriesADay, request, context) { WeekPage(week: week, agenda: $0, site: site) }
    }

    @Sendable func day(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let day = context.parameters.get("day").flatMap({ Day($0) }) else { throw Problem.notFound }
        return try await show(.day(day), DayPage.entriesADay, request, context) { DayPage(day: day, agenda: $0, site: site) }
    }

    private func show(
        _ view: CalendarView, _ limit: Int, _ request: Request, _ context: AppContext, _ page: @escaping @Sendable (Agenda) -> any PageView
    ) async throws -> Response {
        guard let days = view.days else { throw Problem.notFound }
        let slug = try context.calendar
        return try await pages.respond(to: request, context, caching: .untilEntriesPass) {
            guard let agenda = try await calendars.agenda(of: slug, on: days, limit: limit, at: Date()), CalendarBounds(agenda).hold(view)
            else { throw Problem.notFound }
            return page(agenda)
        }
    }

    private static let presentViews: [@Sendable (Day) -> CalendarView] = [
        { .month(Month(of: $0)) }, { .week(Week(of: $0)) }, { .day($0) },
    ]

    /// `/months` leads to the month that it is, and so on: an address that others can keep.
    private func present(_ view: @Sendable (Day) -> CalendarView, _ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.calendar
        guard let listing = try await calendars.coming(in: slug, after: Date(), PageRequest(size: 1)) else { throw Problem.notFound }
        var response = Response.redirect(to: view(listing.today).link(of: slug).value, type: .found)
        response.headers[.cacheControl] = "no-cache"
        return response
    }
}

extension AppContext {
    /// The calendar in whose addresses this one is; nil for all calendars'.
    var calendar: Slug? { get throws { parameters.get("calendar") == nil ? nil : try slug("calendar") } }
}
