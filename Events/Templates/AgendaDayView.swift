import Shared
import SharedHTML
import SharedInfrastructure

/// A day with what is on then, and the way to the rest of it.
struct AgendaDayView {
    let content: AgendaDay
    let agenda: Agenda
    let site: Site

    init(_ content: AgendaDay, _ agenda: Agenda, _ site: Site) {
        self.content = content
        self.agenda = agenda
        self.site = site
    }

    var body: HTML {
        """
        <li class="agenda-day\(isToday ? " is-today" : nil)">
        \(DayMark(day: content.day, isToday: isToday).body)
        <ul class="entry-lines">
        \(content.entries.map(line))\(more)</ul>
        </li>

        """
    }

    private var isToday: Bool { content.day == agenda.today }

    private func line(_ entry: EntrySummary) -> HTML {
        EntryLine(entry: entry, day: content.day, zone: agenda.zone, showsCalendar: agenda.calendar == nil, site: site).body
    }

    private var more: HTML? {
        let count = content.total - content.entries.count
        guard count > 0 else { return nil }
        return """
            <li class="entry-more"><a href="\(url: EventsPaths.day(content.day, of: agenda.calendar?.slug))">and \(count) more</a></li>

            """
    }
}

extension CalendarFrame {
    /// Of what an agenda shows.
    init(_ view: CalendarView, _ agenda: Agenda, lead: HTML = "") {
        let bounds = CalendarBounds(agenda)
        self.init(
            view: view, calendars: agenda.calendars, calendar: agenda.calendar, today: agenda.today,
            earlier: view.earlier.flatMap { bounds.hold($0) ? $0 : nil }, later: view.later.flatMap { bounds.hold($0) ? $0 : nil },
            lead: lead)
    }

    /// What stands where nothing is on.
    static func nothing(in view: CalendarView, of calendar: CalendarMark?) -> HTML {
        let time: HTML = if case .day(let day) = view { "on \(day.midnight.englishDay)" } else { "in \(view.title)" }
        return """
            <div class="empty calendar-empty"><h2>Nothing is planned \(time)</h2>\
            <p>\(calendar.map { "Not in “\($0.name)”, at least. " })<a href="\(url: EventsPaths.list(of: calendar?.slug))">See what is coming up</a>.</p></div>

            """
    }

    /// That the clocks change, in the week or on the day when they do.
    static func clockChange(_ agenda: Agenda) -> HTML {
        guard agenda.clockChange != 0 else { return "" }
        let minutes = abs(agenda.clockChange)
        let span = minutes == 60 ? "an hour" : "\(minutes) minutes"
        return "<p class=\"lead\">The clocks go \(agenda.clockChange > 0 ? "forward" : "back") \(span).</p>\n"
    }
}
