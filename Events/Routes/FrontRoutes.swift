import FoundationEssentials
import Hummingbird
import Shared
import SharedInfrastructure

/// The front page.
struct FrontRoutes {
    let calendars: any Calendars
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(EventsPaths.frontPattern, use: show)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        try await pages.respond(to: request, context, caching: .untilEntriesPass) {
            async let all = calendars.all()
            async let coming = calendars.upcoming(after: Date(), in: nil, limit: 8)
            return FrontPage(calendars: try await all, coming: try await coming, site: site)
        }
    }
}

extension PageCaching {
    /// What lists what is coming: an entry that has ended leaves such a list by itself, within a minute.
    static let untilEntriesPass = PageCaching.everyone(timeToLive: .seconds(60), query: ["page"])
}
