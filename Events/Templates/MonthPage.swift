import Shared
import SharedHTML
import SharedInfrastructure

/// A month as a wall calendar has it: a table of weeks on a wide screen; on a narrow one a small table that says on which days something is,
/// with the entries below it.
struct MonthPage: PageView {
    let month: Month
    let agenda: Agenda
    let site: Site

    /// How many entries of a day its cell names.
    static let entriesADay = 3

    var title: String { [view.title, agenda.calendar?.name].compactMap { $0 }.joined(separator: " · ") }
    var description: String { "What is on in \(view.title)\(agenda.calendar.map { ": \($0.name)" } ?? "")." }
    var canonical: Link? { view.link(of: agenda.calendar?.slug) }
    var isIndexed: Bool { bounds.isIndexed(view, agenda) }
    var tags: Set<CacheTag> { [.entries, .calendars] }

    var body: Composition { frame.body("\(table)\(list)") }

    private var view: CalendarView { .month(month) }
    private var bounds: CalendarBounds { CalendarBounds(agenda) }
    private var frame: CalendarFrame { CalendarFrame(view, agenda) }

    private var table: HTML {
        """
        <table class="month" data-month="\(month.description)">
        <caption class="visually-hidden">\(description)</caption>
        <thead><tr>
        \(Self.weekdays.map { "<th scope=\"col\"><abbr title=\"\(HTML(stringLiteral: $0.name))\">\(HTML(stringLiteral: $0.initial))<span>\(HTML(stringLiteral: $0.rest))</span></abbr></th>\n" })</tr></thead>
        <tbody>
        \(weeks.map(row))</tbody>
        </table>

        """
    }

    private var weeks: [Week] { stride(from: 0, to: month.wholeWeeks.count, by: 7).map { Week(of: month.wholeWeeks.lowerBound + $0) } }

    private func row(_ week: Week) -> HTML {
        let known = Dictionary(uniqueKeysWithValues: agenda.days.map { ($0.day, $0) })
        return "<tr>\n\(week.days.map { MonthCell($0, known[$0], of: self.month, agenda, bounds).body })</tr>\n"
    }

    private var list: HTML {
        let days = agenda.days.filter { month.days.contains($0.day) }
        guard !days.isEmpty else { return CalendarFrame.nothing(in: view, of: agenda.calendar) }
        return MonthList(view: view, days: days, agenda: agenda, site: site).body
    }

    private static let weekdays: [(name: StaticString, initial: StaticString, rest: StaticString)] = [
        ("Monday", "M", "on"), ("Tuesday", "T", "ue"), ("Wednesday", "W", "ed"), ("Thursday", "T", "hu"), ("Friday", "F", "ri"),
        ("Saturday", "S", "at"), ("Sunday", "S", "un"),
    ]
}
