import Shared
import SharedHTML
import SharedInfrastructure

/// `container-nav`: the way to the calendars, of the whole site or of one page.
struct CalendarLinks: FragmentRenderer {
    static let type = FragmentType.containerNav
    let calendars: any Calendars
    let site: Site

    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment {
        let container: ID<Post>? = try query.id("container")
        let list = if let container { try await calendars.calendars(in: container) } else { try await calendars.all() }
        let tags = Set(list.map { CacheTag($0.id) } + [.calendars])
        return RenderedFragment("<nav class=\"container-nav\" aria-label=\"Calendars\"><ul>\(list.map(item))</ul></nav>", tags: tags)
    }

    private func item(_ calendar: CalendarSummary) -> HTML {
        "<li class=\"accent-\(calendar.accent.rawValue)\"><a href=\"\(url: site.link(EventsPaths.calendar(calendar.slug), on: .events))\">\(calendar.name)</a></li>"
    }
}
