import Shared
import SharedHTML
import SharedInfrastructure

/// What stands around every way to look at entries: what is shown, and the ways to other times, other views and other calendars. Its ways are
/// links to whole pages, of which htmx takes this part.
struct CalendarFrame {
    let view: CalendarView
    let calendars: [CalendarMark]
    /// Nil for all of them.
    let calendar: CalendarMark?
    let today: Day
    /// Of those before and after, the ones that there are.
    var earlier: CalendarView?
    var later: CalendarView?
    /// What else is to be said below the title.
    var lead: HTML = ""

    func body(_ content: HTML) -> Composition {
        """
        <div class="calendar" id="calendar" data-view="\(view.word)">
        <header class="opening calendar-head">
        <p class="eyebrow"><a href="\(url: EventsPaths.front)">What’s on</a>\(name)</p>
        <h1>\(title)</h1>
        \(lead)</header>
        <nav class="calendar-ways" aria-label="Other times and views" data-hx-boost="true" data-hx-target="#calendar" data-hx-select="#calendar" data-hx-swap="outerHTML">
        \(times)<ul class="calendar-views">
        \(way("Month", to: .month(Month(of: anchor))))\(way("Week", to: .week(Week(of: anchor))))\(way("List", to: .list))</ul>
        \(calendars.count > 1 ? narrowing : nil)</nav>
        \(content)</div>
        """
    }

    /// The calendar's name when what is shown is what is coming in it, and otherwise the time.
    private var title: String { view == .list ? calendar?.name ?? view.title : view.title }
    private var name: HTML? {
        guard view != .list, let calendar else { return nil }
        return """
            <span><a class="accent-\(calendar.accent.rawValue)" href="\(url: EventsPaths.calendar(calendar.slug))">\(calendar.name)</a></span>
            """
    }

    /// The day that another view is to show: today when it is in this one, and else its first; its last when nothing lies before it, since
    /// what calendars show may begin in its midst.
    private var anchor: Day {
        guard let days = view.ownDays else { return today }
        if days.contains(today) { return today }
        return earlier == nil ? days.upperBound : days.lowerBound
    }

    private var times: HTML? {
        guard view != .list else { return nil }
        return """
            <ul class="calendar-times">
            <li>\(step(earlier, "earlier", "prev", "←", "Earlier"))</li>
            <li>\(present)</li>
            <li>\(step(later, "later", "next", "→", "Later"))</li>
            </ul>

            """
    }

    /// The ids let htmx give the focus back to the same way on the page that it fetched.
    private func step(_ view: CalendarView?, _ id: StaticString, _ rel: StaticString, _ arrow: StaticString, _ word: StaticString) -> HTML {
        guard let view else {
            return "<span class=\"calendar-step is-over\" aria-hidden=\"true\">\(HTML(stringLiteral: arrow))</span>"
        }
        return """
            <a class="calendar-step" id="\(HTML(stringLiteral: id))" rel="\(HTML(stringLiteral: rel))" href="\(url: view.link(of: calendar?.slug))" \
            aria-label="\(HTML(stringLiteral: word)): \(view.title)"><span aria-hidden="true">\(HTML(stringLiteral: arrow))</span></a>
            """
    }

    private var present: HTML {
        let isPresent = view.ownDays?.contains(today) == true
        let word: HTML = if case .day = view { "Today" } else { "This \(view.word)" }
        return """
            <a class="calendar-present" id="present" href="\(url: view.moved(to: today).link(of: calendar?.slug))"\
            \(isPresent ? " aria-current=\"date\"" : nil)>\(word)</a>
            """
    }

    private func way(_ name: StaticString, to other: CalendarView) -> HTML {
        """
        <li><a id="view-\(other.word)" href="\(url: other.link(of: calendar?.slug))"\(other.word == view.word ? " aria-current=\"page\"" : nil)>\
        \(HTML(stringLiteral: name))</a></li>

        """
    }

    private var narrowing: HTML {
        """
        <ul class="calendar-choice" aria-label="Calendars">
        <li><a id="all-calendars" href="\(url: view.link(of: nil))"\(calendar == nil ? " aria-current=\"true\"" : nil)>All calendars</a></li>
        \(calendars.map(choice))</ul>

        """
    }

    private func choice(_ mark: CalendarMark) -> HTML {
        """
        <li><a class="accent-\(mark.accent.rawValue)" id="only-\(mark.slug)" href="\(url: view.link(of: mark.slug))"\
        \(mark == calendar ? " aria-current=\"true\"" : nil)>\(mark.name)</a></li>

        """
    }
}
