import Shared
import SharedHTML
import SharedInfrastructure

/// Entries one under another, by the month and the day on which they begin.
struct EntryList {
    let entries: [EntrySummary]
    var showsCalendar = true
    /// Marked when it is among the days; in a fragment, which lives longer than a page, nothing is.
    var today: Day?
    /// The zone in which everybody reads it; nil says each entry's, unless all have the same.
    var zone: String?
    let site: Site

    /// With a heading for each month.
    var body: HTML { "\(months.map(month))" }

    /// The days alone, for a list that is short.
    var days: HTML { "<ol class=\"agenda\">\n\(grouped(entries).map(day))</ol>\n" }

    private var readingZone: String { zone ?? (Set(entries.map(\.zone)).count == 1 ? entries[0].zone : "") }

    private var months: [(month: Month, entries: [EntrySummary])] {
        var months: [(month: Month, entries: [EntrySummary])] = []
        for entry in entries {
            let month = Month(of: Day(entry.start))
            if months.last?.month == month { months[months.count - 1].entries.append(entry) } else { months.append((month, [entry])) }
        }
        return months
    }

    private func grouped(_ entries: [EntrySummary]) -> [(day: Day, entries: [EntrySummary])] {
        var days: [(day: Day, entries: [EntrySummary])] = []
        for entry in entries {
            let day = Day(entry.start)
            if days.last?.day == day { days[days.count - 1].entries.append(entry) } else { days.append((day, [entry])) }
        }
        return days
    }

    private func month(_ month: (month: Month, entries: [EntrySummary])) -> HTML {
        """
        <section class="section agenda-month">
        <h2>\(CalendarView.month(month.month).title)</h2>
        <ol class="agenda">
        \(grouped(month.entries).map(day))</ol>
        </section>

        """
    }

    private func day(_ day: (day: Day, entries: [EntrySummary])) -> HTML {
        """
        <li class="agenda-day\(day.day == today ? " is-today" : nil)">
        \(DayMark(day: day.day, isToday: day.day == today).body)
        <ul class="entry-lines">
        \(day.entries.map { EntryLine(entry: $0, day: day.day, zone: readingZone, showsCalendar: showsCalendar, showsPicture: true, site: site).body })</ul>
        </li>

        """
    }
}

/// A day in the margin of what is on then.
struct DayMark {
    let day: Day
    let isToday: Bool

    var body: HTML {
        """
        <p class="agenda-date"><time datetime="\(day.description)"><span>\(day.midnight.weekdayName)</span> <strong>\(day.date.day)</strong> \
        <span>\(EnglishDay(day.midnight).monthName)</span></time>\
        \(isToday ? "<em>today</em>" : nil)</p>
        """
    }
}
