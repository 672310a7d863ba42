import Shared
import SharedHTML
import SharedInfrastructure

/// A calendar with the entries that are coming.
struct CalendarPage: PageView {
    let detail: CalendarDetail
    let site: Site

    var title: String { "\(calendar.name)\(number == 1 ? "" : ", page \(number)")" }
    var description: String { calendar.about }
    var canonical: Link? { EventsPaths.calendar(calendar.slug, page: number) }
    var tags: Set<CacheTag> { Set(detail.entries.items.map { CacheTag($0.id) } + [CacheTag(calendar.id), .entries]) }

    var body: Composition {
        """
        <header class="opening">
        <p class="eyebrow"><a href="\(url: EventsPaths.front)">All calendars</a></p>
        <h1>\(calendar.name)</h1>
        <p class="lead">\(calendar.about)</p>
        </header>
        \(detail.entries.items.isEmpty ? empty : "<section class=\"section\"><h2>Coming up</h2>\(EntryList(entries: detail.entries.items, site: site).body)</section>")
        \(Pagination(page: number, pages: detail.entries.pages, of: "entries", words: ("← Sooner", "Later →"), link: { EventsPaths.calendar(slug, page: $0) }).body)
        """
    }

    private var calendar: EventCalendar { detail.calendar }
    private var slug: Slug { calendar.slug }
    private var number: Int { detail.entries.page.number }

    private var empty: HTML {
        EmptyState("Nothing is planned here", "When something is, it will stand here.", action: ("To all calendars", EventsPaths.front))
            .body
    }
}
