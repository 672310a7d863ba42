import Shared
import SharedHTML
import SharedInfrastructure

/// What comes next in all calendars, and the calendars.
struct FrontPage: PageView {
    let calendars: [CalendarSummary]
    let coming: ComingListing
    let site: Site

    /// How many entries it names.
    static let entries = 9

    var title: String { "What’s on" }
    var description: String { "Market days, evenings and workshops of the co-op." }
    var canonical: Link? { EventsPaths.front }
    var picture: Link? { next?.picture.flatMap { site.address(of: $0, owner: .events) } }
    var tags: Set<CacheTag> {
        Set(calendars.map { CacheTag($0.id) } + coming.entries.items.map { CacheTag($0.id) } + [.calendars, .entries])
    }

    var body: Composition {
        """
        <header class="opening">
        <h1>\(title)</h1>
        <p class="lead">\(description) Come as you are; most of it is free.</p>
        \(calendars.isEmpty ? nil : ways)</header>
        \(calendars.isEmpty ? empty : "\(feature)\(comingUp)\(all)")
        """
    }

    /// The next one that takes place opens the page; the others are listed.
    private var next: EntrySummary? { coming.entries.items.first { $0.status == .planned } }
    private var others: [EntrySummary] { coming.entries.items.filter { $0.id != next?.id } }

    private var ways: HTML {
        """
        <nav class="calendar-ways" aria-label="Views"><ul class="calendar-views">
        <li><a href="\(url: EventsPaths.month(Month(of: coming.today)))">Month</a></li>
        <li><a href="\(url: EventsPaths.week(Week(of: coming.today)))">Week</a></li>
        <li><a href="\(url: EventsPaths.list())">List</a></li>
        </ul></nav>

        """
    }

    private var feature: HTML {
        guard let next else {
            return EmptyState("Nothing is planned at the moment", "When something is, it will stand here.").body
        }
        return NextEntry(entry: next, today: coming.today, site: site).body
    }

    private var comingUp: HTML? {
        guard !others.isEmpty else { return nil }
        return """
            <section class="section"><div class="section-head"><h2>Coming up</h2>\
            \(coming.entries.total > Self.entries ? "<p><a href=\"\(url: EventsPaths.list())\">All \(coming.entries.total)</a></p>" : nil)</div>
            \(EntryList(entries: others, today: coming.today, site: site).days)</section>

            """
    }

    private var all: HTML {
        """
        <section class="section"><h2>Calendars</h2><ul class="cards calendar-cards">
        \(calendars.map { CalendarCard(calendar: $0, today: coming.today, site: site).body })</ul>
        \(Subscription(calendar: nil, site: site).body)</section>

        """
    }

    private var empty: HTML {
        EmptyState(
            "No calendar yet", "When an organiser makes one, it will stand here. There is something to read meanwhile.",
            action: ("To the blog", site.link(BlogPaths.front, on: .blog))
        ).body
    }
}
