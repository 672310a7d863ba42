import Shared
import SharedInfrastructure

/// `link-card`: one entry of a calendar, on another's page.
struct EntryCard: FragmentRenderer {
    static let type = FragmentType.linkCard(of: .events)
    let calendars: any Calendars
    let site: Site

    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment {
        guard let detail = try await calendars.entry(query.required("entry")) else { throw FragmentError.notFound }
        let entry = detail.entry
        let place = entry.place.map { ", \($0)" } ?? ""
        let sentence =
            entry.status == .cancelled
            ? "Cancelled." : "\(entry.start.englishDay), \(TimeSpan(start: entry.start, end: entry.end).text)\(place)."
        let card = LinkCard(entry.title, sentence, link: site.link(EventsPaths.entry(entry.id), on: .events))
        return RenderedFragment(card.body, tags: [CacheTag(entry.id)])
    }
}
