import Shared
import SharedHTML
import SharedInfrastructure

/// A day in a month's table.
struct MonthCell {
    let day: Day
    let content: AgendaDay?
    let isOutside: Bool
    let isToday: Bool
    /// Whether the day has a page.
    let hasPage: Bool
    let calendar: Slug?
    let zone: String

    init(_ day: Day, _ content: AgendaDay?, of month: Month, _ agenda: Agenda, _ bounds: CalendarBounds) {
        self.day = day
        self.content = content
        isOutside = !month.days.contains(day)
        isToday = day == agenda.today
        hasPage = bounds.hold(.day(day))
        calendar = agenda.calendar?.slug
        zone = agenda.zone
    }

    var body: HTML {
        """
        <td class="month-day\(isOutside ? " is-outside" : nil)\(isToday ? " is-today" : nil)">\(date)\(content.map(entries))</td>

        """
    }

    private var total: Int { content?.total ?? 0 }

    private var date: HTML {
        guard hasPage else { return "<span class=\"month-date\">\(day.date.day)</span>" }
        return """
            <a class="month-date" href="\(url: EventsPaths.day(day, of: calendar))" data-day="\(day.description)"\
            \(isToday ? " aria-current=\"date\"" : nil)\(total == 0 ? " rel=\"nofollow\"" : nil) aria-label="\(label)">\(day.date.day)</a>
            """
    }

    /// It begins with the number that is to be seen.
    private var label: String {
        let count = total == 0 ? "nothing" : total == 1 ? "1 entry" : "\(total) entries"
        return "\(day.date.day) \(EnglishDay(day.midnight).monthName), \(day.midnight.weekdayName): \(count)"
    }

    private func entries(_ content: AgendaDay) -> HTML {
        """
        <span class="month-dots" aria-hidden="true">\(content.entries.map { "<i class=\"accent-\($0.calendar.accent.rawValue)\"></i>" })</span>\
        <ul class="month-entries">
        \(content.entries.map(entry))\(more(content.total - content.entries.count))</ul>
        """
    }

    private func entry(_ entry: EntrySummary) -> HTML {
        """
        <li class="accent-\(entry.calendar.accent.rawValue)"><a href="\(url: EventsPaths.entry(entry.id))" title="\(words(entry))">\
        <span class="month-clock">\(clock(entry))</span> \(EntryTitle(entry).body)\
        \(entry.status == .cancelled ? " <span class=\"entry-cancelled\">cancelled</span>" : nil)</a></li>

        """
    }

    /// All that its link says, of which a cell shows three lines.
    private func words(_ entry: EntrySummary) -> String {
        "\(clock(entry)) \(entry.title)\(entry.status == .cancelled ? " cancelled" : "")"
    }

    /// In a cell there is room for when it begins, or that it goes on.
    private func clock(_ entry: EntrySummary) -> String {
        day == Day(entry.start) ? entry.start.clock : EntryTime(entry: entry, day: day, zone: entry.zone).text
    }

    private func more(_ count: Int) -> HTML? {
        count > 0 ? "<li class=\"month-more\"><a href=\"\(url: EventsPaths.day(day, of: calendar))\">and \(count) more</a></li>\n" : nil
    }
}
