import Shared
import SharedHTML
import SharedInfrastructure

/// The calendars, and what comes next in all of them.
struct FrontPage: PageView {
    let calendars: [CalendarSummary]
    let coming: [EntrySummary]
    let site: Site

    var title: String { "What’s on" }
    var description: String { "Market days, evenings and workshops of the co-op." }
    var canonical: Link? { EventsPaths.front }
    var tags: Set<CacheTag> { Set(calendars.map { CacheTag($0.id) } + coming.map { CacheTag($0.id) } + [.calendars, .entries]) }

    var body: Composition {
        """
        <header class="opening">
        <h1>\(title)</h1>
        <p class="lead">\(description) Come as you are; most of it is free.</p>
        </header>
        \(calendars.isEmpty ? empty : [comingUp, all])
        """
    }

    private var comingUp: HTML {
        coming.isEmpty
            ? "<p>Nothing is planned at the moment.</p>\n"
            : "<section class=\"section\"><h2>Coming up</h2>\(EntryList(entries: coming, showsCalendar: true, site: site).body)</section>\n"
    }

    private var all: HTML { "<section class=\"section\"><h2>Calendars</h2><ul class=\"cards\">\n\(calendars.map(card))</ul></section>\n" }

    private func card(_ calendar: CalendarSummary) -> HTML {
        """
        <li class="card"><div class="card-words"><h3><a href="\(url: EventsPaths.calendar(calendar.slug))">\(calendar.name)</a></h3>
        <p>\(calendar.about)</p></div></li>

        """
    }

    private var empty: [HTML] {
        [
            EmptyState(
                "No calendar yet", "When an organiser makes one, it will stand here. There is something to read meanwhile.",
                action: ("To the blog", site.link(BlogPaths.front, on: .blog))
            ).body
        ]
    }
}
