import FoundationEssentials
import Shared
import SharedHTML
import SharedInfrastructure

/// Something that takes place: when, by the clocks of the place, and where.
struct EntryPage: PageView {
    let detail: EntryDetail
    let site: Site

    var title: String { entry.title }
    var description: String { "\(entry.start.englishDay), \(span.text)\(entry.place.map { ", \($0)" } ?? "")." }
    var canonical: Link? { EventsPaths.entry(entry.id) }
    var tags: Set<CacheTag> { [CacheTag(entry.id), CacheTag(entry.calendar)] }

    var body: Composition {
        """
        <article class="article">
        <header class="article-head">
        <p class="eyebrow"><a href="\(url: EventsPaths.calendar(detail.calendar.slug))">\(detail.calendar.name)</a></p>
        <h1>\(entry.title)</h1>
        \(entry.status == .cancelled ? "<p class=\"notice is-problem\">This does not take place: it was cancelled.</p>" : nil)
        </header>
        <dl class="facts">
        <div><dt>When</dt><dd><time datetime="\(entry.startsAt.formatted(.iso8601))">\(entry.start.englishDay), \(span.text)</time></dd></div>
        <div><dt>By the clocks of</dt><dd>\(entry.zone)</dd></div>
        \(entry.place.map { "<div><dt>Where</dt><dd>\($0)</dd></div>" })
        </dl>
        <div class="prose">\(HTML(entry.about))</div>
        </article>
        """
    }

    private var entry: Entry { detail.entry }
    private var span: TimeSpan { TimeSpan(start: entry.start, end: entry.end) }
}
