import FoundationEssentials
import Shared
import SharedHTML
import SharedInfrastructure

/// Something that takes place: when, by the clocks of the place, and where.
struct EntryPage: PageView {
    let detail: EntryDetail
    let site: Site

    var title: String { entry.title }
    var description: String {
        "\(entry.status == .cancelled ? "Cancelled: " : "")\(entry.start.englishDay), \(span.text)\(entry.place.map { ", \($0)" } ?? "")."
    }
    var canonical: Link? { EventsPaths.entry(entry.id) }
    var picture: Link? { entry.picture.flatMap { site.address(of: $0, owner: .events) } }
    var tags: Set<CacheTag> {
        Set(
            [CacheTag(entry.id), CacheTag(entry.calendar), .calendars]
                + [detail.earlier, detail.later].compactMap { $0 }.map { CacheTag($0.id) })
    }

    var body: Composition {
        """
        <article class="entry accent-\(detail.calendar.accent.rawValue)">
        <header class="entry-head">
        <p class="eyebrow"><a class="calendar-name" href="\(url: EventsPaths.calendar(detail.calendar.slug))">\(detail.calendar.name)</a></p>
        <h1>\(isCancelled ? "<s>\(entry.title)</s>" : "\(entry.title)")</h1>
        \(isCancelled ? "<p class=\"notice is-problem\">This does not take place: it was cancelled.</p>" : nil)
        </header>
        <div class="entry-body">
        <div class="entry-side">
        \(facts)\(ways)</div>
        <div class="entry-main">
        \(entry.picture.map { "<figure class=\"entry-picture\">\(PictureView($0, site: site, owner: .events, loading: .atOnce, sizes: .article).body)</figure>\n" })\
        <div class="prose">\(HTML(entry.about))</div>
        </div>
        </div>
        \(EntryNeighbours(detail: detail).body)</article>
        """
    }

    private var entry: Entry { detail.entry }
    private var span: TimeSpan { TimeSpan(start: entry.start, end: entry.end) }
    private var isCancelled: Bool { entry.status == .cancelled }

    private var facts: HTML {
        """
        <dl class="facts">
        <div><dt>When</dt><dd><time datetime="\(entry.startsAt.formatted(.iso8601))">\(entry.start.englishDay), <span class="entry-span">\(span.text)</span></time></dd></div>
        \(entry.zone == detail.siteZone ? nil : "<div><dt>By the clocks of</dt><dd>\(entry.zone)</dd></div>\n")\
        \(entry.place.map { "<div><dt>Where</dt><dd>\($0)</dd></div>\n" })\
        \(isCancelled ? "<div><dt>Status</dt><dd>cancelled</dd></div>\n" : nil)</dl>

        """
    }

    private var ways: HTML {
        """
        <ul class="entry-ways">
        <li><a class="button is-quiet" href="\(url: EventsPaths.entryFile(entry.id))" download>Add to your calendar</a></li>
        <li><a href="\(url: EventsPaths.day(Day(entry.start)))" rel="nofollow">All that is on that day</a></li>
        <li><a href="\(url: EventsPaths.feed(of: detail.calendar.slug))">Subscribe to “\(detail.calendar.name)”</a></li>
        </ul>

        """
    }
}

/// The ways to the entries before and after one in its calendar.
struct EntryNeighbours {
    let detail: EntryDetail

    var body: HTML? {
        guard detail.earlier != nil || detail.later != nil else { return nil }
        return """
            <nav class="entry-neighbours" aria-label="Before and after in “\(detail.calendar.name)”">
            \(detail.earlier.map { way($0, "prev", "Before") })\(detail.later.map { way($0, "next", "After") })</nav>

            """
    }

    private func way(_ entry: EntryNeighbour, _ rel: StaticString, _ word: StaticString) -> HTML {
        """
        <a rel="\(HTML(stringLiteral: rel))" href="\(url: EventsPaths.entry(entry.id))"><span class="eyebrow">\(HTML(stringLiteral: word))</span>
        <span class="entry-title">\(entry.status == .cancelled ? "<s>\(entry.title)</s>" : "\(entry.title)")</span>
        <span class="eyebrow">\(entry.start.englishDay)</span></a>

        """
    }
}
