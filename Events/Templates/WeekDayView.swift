import Shared
import SharedHTML
import SharedInfrastructure

/// A day on a week's sheet.
struct WeekDayView {
    let layout: WeekDayLayout
    let hours: Range<Int>
    let agenda: Agenda

    var body: HTML {
        """
        <li class="week-day\(isToday ? " is-today" : nil)\(isEmpty ? " is-empty" : nil)">
        <h2><a href="\(url: EventsPaths.day(layout.day, of: agenda.calendar?.slug))"\(isToday ? " aria-current=\"date\"" : nil)>\
        <span>\(layout.day.midnight.weekdayName)</span> <strong>\(layout.day.date.day)</strong></a></h2>
        <ul class="week-long">
        \(layout.long.map(long))\(more)</ul>
        <ol class="week-sheet lanes-\(layout.lanes) for-\((hours.upperBound - hours.lowerBound) * 2)">
        \(layout.blocks.map(block))</ol>
        </li>

        """
    }

    private var isToday: Bool { layout.day == agenda.today }
    private var isEmpty: Bool { layout.long.isEmpty && layout.blocks.isEmpty }

    private func long(_ entry: EntrySummary) -> HTML {
        "<li class=\"week-entry accent-\(entry.calendar.accent.rawValue)\">\(words(entry))</li>\n"
    }

    private func block(_ block: WeekBlock) -> HTML {
        """
        <li class="week-entry accent-\(block.entry.calendar.accent.rawValue) at-\(block.start) for-\(block.length) \
        \(block.isAlone ? "is-alone" : "lane-\(block.lane)")\(block.length < 3 ? " is-short" : block.length < 5 ? " is-brief" : nil)">\(words(block.entry))</li>

        """
    }

    private func words(_ entry: EntrySummary) -> HTML {
        """
        <a href="\(url: EventsPaths.entry(entry.id))"><span class="week-clock">\(EntryTime(entry: entry, day: layout.day, zone: agenda.zone).text)</span> \
        <span class="week-title">\(EntryTitle(entry).body)</span>\
        \(entry.status == .cancelled ? " <span class=\"entry-cancelled\">cancelled</span>" : nil)\
        \(entry.place.map { " <span class=\"week-place\">\($0)</span>" })</a>
        """
    }

    private var more: HTML? {
        guard layout.others > 0 else { return nil }
        return """
            <li class="entry-more"><a href="\(url: EventsPaths.day(layout.day, of: agenda.calendar?.slug))">and \(layout.others) more</a></li>

            """
    }
}
