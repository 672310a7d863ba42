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
            async let coming = calendars.coming(in: nil, after: Date(), PageRequest(size: FrontPage.entries))
            guard let coming = try await coming else { throw Problem.notFound }
            return FrontPage(calendars: try await all, coming: coming, site: site)
        }
    }
}

extension PageCaching {
    /// What says what is coming and what today is: an entry that has ended leaves such a list by itself, within a minute.
    static let untilEntriesPass = PageCaching.everyone(timeToLive: .seconds(60), query: ["page"])
}
