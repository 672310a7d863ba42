import Shared
import SharedHTML
import SharedInfrastructure

/// All that is on on a day.
struct DayPage: PageView {
    let day: Day
    let agenda: Agenda
    let site: Site

    /// The most that it shows; nobody has had more on one day.
    static let entriesADay = 300

    var title: String { [view.title, agenda.calendar?.name].compactMap { $0 }.joined(separator: " · ") }
    var description: String { "What is on on \(view.title)." }
    var canonical: Link? { view.link(of: agenda.calendar?.slug) }
    var isIndexed: Bool { false }
    var tags: Set<CacheTag> { [.entries, .calendars] }

    var body: Composition { CalendarFrame(view, agenda, lead: CalendarFrame.clockChange(agenda)).body(content) }

    private var view: CalendarView { .day(day) }

    private var content: HTML {
        guard let content = agenda.days.first else { return CalendarFrame.nothing(in: view, of: agenda.calendar) }
        return """
            <ul class="entry-lines day-entries">
            \(content.entries.map(line))\(rest(content.total - content.entries.count))</ul>

            """
    }

    private func line(_ entry: EntrySummary) -> HTML {
        EntryLine(entry: entry, day: day, zone: agenda.zone, showsCalendar: agenda.calendar == nil, showsPicture: true, site: site).body
    }

    private func rest(_ count: Int) -> HTML? { count > 0 ? "<li class=\"entry-more\">and \(count) more</li>\n" : nil }
}
