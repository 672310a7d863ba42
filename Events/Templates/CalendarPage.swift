import Shared
import SharedHTML
import SharedInfrastructure

/// What is coming, one under another: in a calendar, whose own page this is, or in all of them.
struct CalendarPage: PageView {
    let listing: ComingListing
    let site: Site

    var title: String { "\(calendar?.name ?? "Coming up")\(number == 1 ? "" : ", page \(number)")" }
    var description: String { calendar?.about ?? "All that is coming up in the co-op’s calendars." }
    var canonical: Link? { EventsPaths.list(of: calendar?.slug, page: number) }
    var picture: Link? { calendar?.picture.flatMap { site.address(of: $0, owner: .events) } }
    var tags: Set<CacheTag> {
        Set(listing.entries.items.map { CacheTag($0.id) } + [calendar.map { CacheTag($0.id) }, .entries, .calendars].compactMap { $0 })
    }

    var body: Composition {
        CalendarFrame(view: .list, calendars: listing.calendars, calendar: calendar?.mark, today: listing.today, lead: lead)
            .body("\(listing.entries.items.isEmpty ? empty : list)\(pages)\(subscription)")
    }

    private var calendar: EventCalendar? { listing.calendar }
    private var number: Int { listing.entries.page.number }

    private var lead: HTML { "<p class=\"lead\">\(calendar?.about ?? "All that is planned, the next first.")</p>\n" }

    private var list: HTML {
        EntryList(entries: listing.entries.items, showsCalendar: calendar == nil, today: listing.today, zone: calendar?.zone, site: site)
            .body
    }

    private var pages: HTML {
        let slug = calendar?.slug
        return Pagination(page: number, pages: listing.entries.pages, of: "entries", words: ("← Sooner", "Later →")) {
            EventsPaths.list(of: slug, page: $0)
        }.body
    }

    private var subscription: HTML { Subscription(calendar: calendar?.mark, site: site).body }

    private var empty: HTML {
        EmptyState(
            "Nothing is planned \(calendar == nil ? "at the moment" : "here")", "When something is, it will stand here.",
            action: calendar == nil ? ("To the front page", EventsPaths.front) : ("To all that is coming up", EventsPaths.list())
        ).body
    }
}

/// How to have a calendar in one's own.
struct Subscription {
    let calendar: CalendarMark?
    let site: Site

    var body: HTML {
        """
        <p class="subscription">Have \(calendar.map { "“\($0.name)”" } ?? "all of it") in your own calendar: \
        <a href="\(url: site.link(EventsPaths.feed(of: calendar?.slug), on: .events))">subscribe to this address</a>, and what is new or moved comes by itself.</p>

        """
    }
}
