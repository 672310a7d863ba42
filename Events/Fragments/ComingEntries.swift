import FoundationEssentials
import Shared
import SharedHTML
import SharedInfrastructure

/// `container-cards`: what is coming up, in the footer of every page, or in a page that holds a calendar.
struct ComingEntries: FragmentRenderer {
    static let type = FragmentType.comingEntries
    let calendars: any Calendars
    let site: Site

    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment {
        let container: ID<Post>? = try query.id("container")
        let entries = try await calendars.upcoming(after: Date(), in: container, limit: container == nil ? 4 : 6)
        let tags = Set(entries.map { CacheTag($0.id) } + [.entries, .calendars])
        guard !entries.isEmpty else { return RenderedFragment("", tags: tags) }
        return RenderedFragment(container == nil ? short(entries) : full(entries), tags: tags)
    }

    private func short(_ entries: [EntrySummary]) -> HTML {
        "<section class=\"container-cards\"><h2>Coming up</h2><ul class=\"small-cards\">\n\(entries.map(row))</ul></section>"
    }

    private func row(_ entry: EntrySummary) -> HTML {
        """
        <li class="accent-\(entry.calendar.accent.rawValue)"><a href="\(url: site.link(EventsPaths.entry(entry.id), on: .events))">\(entry.title)</a>\
        <time datetime="\(entry.start.description)">\(entry.start.shortDay), \(entry.start.clock)</time>\
        \(entry.status == .cancelled ? "<span class=\"note\">cancelled</span>" : nil)</li>

        """
    }

    private func full(_ entries: [EntrySummary]) -> HTML {
        "<section class=\"section container-cards\"><h2>Coming up</h2>\(EntryList(entries: entries, site: site).days)</section>"
    }
}
