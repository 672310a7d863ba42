import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Shared
import SharedInfrastructure

/// Entries for other people's calendars.
struct CalendarFileRoutes {
    let calendars: any Calendars
    let site: Site

    /// What a subscription holds: entries that ended less than eight weeks ago, and of those to come the next thousand.
    private static let past: TimeInterval = 86_400 * 56
    private static let limit = 1000

    func add(to routes: Routes) {
        routes.get(EventsPaths.entryFilePattern, use: entry)
        for pattern in EventsPaths.feedPatterns { routes.get(pattern, use: feed) }
    }

    @Sendable func entry(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let detail = try await calendars.entry(context.id("entry")) else { throw Problem.notFound }
        let item = FeedEntry(entry: detail.entry, calendar: detail.calendar.name, updatedAt: detail.updatedAt)
        var response = await answer(CalendarFile(name: nil, entries: [item], site: site), request)
        response.headers[.contentDisposition] = "attachment; filename=\"\(Slug(title: item.entry.title)?.value ?? "entry").ics\""
        return response
    }

    @Sendable func feed(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.calendar
        guard let feed = try await calendars.feed(of: slug, after: Date() - Self.past, limit: Self.limit) else { throw Problem.notFound }
        return await answer(CalendarFile(name: feed.calendar?.name ?? Site.name, entries: feed.entries, site: site), request)
    }

    /// A thousand entries are written in milliseconds, so not on the connection's loop. Programs ask every hour, mostly for what they have.
    private func answer(_ file: CalendarFile, _ request: Request) async -> Response {
        let (text, tag) = await Task {
            let text = file.text
            return (text, EntityTag(of: text))
        }.value
        let headers: HTTPFields = [
            .contentType: "text/calendar; charset=utf-8", .cacheControl: "public, max-age=300", .eTag: tag.description,
        ]
        if Precondition(request.headers, tag: tag) == .notModified { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
