import Shared
import SharedHTML
import SharedInfrastructure

/// Entries one under another, each with its day in the margin.
struct EntryList {
    let entries: [EntrySummary]
    var showsCalendar = false
    let site: Site

    var body: HTML { "<ol class=\"listing\">\n\(entries.map(row))</ol>" }

    private func row(_ entry: EntrySummary) -> HTML {
        """
        <li>
        <p class="margin"><strong>\(entry.start.weekdayName)</strong><time datetime="\(entry.start.date)">\(EnglishDay(entry.start).text)</time></p>
        <div>
        <h3><a href="\(url: site.link(EventsPaths.entry(entry.id), on: .events))">\(entry.title)</a></h3>
        <p class="eyebrow"><span>\(TimeSpan(start: entry.start, end: entry.end).text)</span>\(entry.place.map { "<span>\($0)</span>" })\
        \(showsCalendar ? "<span><a href=\"\(url: site.link(EventsPaths.calendar(entry.calendar.slug), on: .events))\">\(entry.calendar.name)</a></span>" : nil)\
        \(entry.status == .cancelled ? "<span class=\"state is-over\">cancelled</span>" : nil)</p>
        </div>
        </li>

        """
    }
}
