import Shared
import SharedHTML
import SharedInfrastructure

/// What a month's small table on a narrow screen says only in dots, day by day. Of the present month it begins with today; the days that are
/// over are one tap away.
struct MonthList {
    let view: CalendarView
    /// Those of the month on which something is.
    let days: [AgendaDay]
    let agenda: Agenda
    let site: Site

    var body: HTML { "<div class=\"month-list\">\n\(over.isEmpty ? nil : past)\(coming.isEmpty ? nothingMore : agenda(coming))</div>\n" }

    private var isPresent: Bool { view.ownDays?.contains(agenda.today) == true }
    private var over: [AgendaDay] { isPresent ? days.filter { $0.day < agenda.today } : [] }
    private var coming: [AgendaDay] { isPresent ? days.filter { $0.day >= agenda.today } : days }

    private var past: HTML {
        """
        <details class="agenda-past"><summary>Before today <span class="count">\(over.count) \(over.count == 1 ? "day" : "days")</span></summary>
        \(agenda(over))</details>

        """
    }

    private var nothingMore: HTML {
        """
        <p class="month-over">Nothing more is planned in \(view.title). <a href="\(url: EventsPaths.list(of: agenda.calendar?.slug))">See what is coming up</a>.</p>

        """
    }

    private func agenda(_ days: [AgendaDay]) -> HTML {
        "<ol class=\"agenda\">\n\(days.map { AgendaDayView($0, agenda, site).body })</ol>\n"
    }
}
