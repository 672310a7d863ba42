import Shared
import SharedHTML
import SharedInfrastructure

/// A week: on a wide screen a sheet with a line for each half hour, on a narrow one its days one under another. Both are the same list.
struct WeekPage: PageView {
    let week: Week
    let agenda: Agenda
    let site: Site

    /// How many entries of a day are looked at.
    static let entriesADay = 24

    var title: String { [view.title, agenda.calendar?.name].compactMap { $0 }.joined(separator: " · ") }
    var description: String { "What is on from \(week.monday.midnight.englishDay) to \(week.sunday.midnight.englishDay)." }
    var canonical: Link? { view.link(of: agenda.calendar?.slug) }
    var isIndexed: Bool { false }
    var tags: Set<CacheTag> { [.entries, .calendars] }

    var body: Composition {
        CalendarFrame(view, agenda, lead: "<p class=\"calendar-week\">Week \(week.number)</p>\n\(CalendarFrame.clockChange(agenda))")
            .body("\(agenda.days.isEmpty ? CalendarFrame.nothing(in: view, of: agenda.calendar) : nil)\(sheet(WeekLayout(week, agenda)))")
    }

    private var view: CalendarView { .week(week) }

    private func sheet(_ layout: WeekLayout) -> HTML {
        """
        <div class="week\(agenda.days.isEmpty ? " is-empty" : nil)">
        <div class="week-hours" aria-hidden="true">\(layout.hours.map { "<span class=\"at-\(($0 - layout.hours.lowerBound) * 2)\">\($0 < 10 ? "0" : "")\($0):00</span>" })</div>
        <ol class="week-days">
        \(layout.days.map { WeekDayView(layout: $0, hours: layout.hours, agenda: agenda).body })</ol>
        </div>

        """
    }
}
