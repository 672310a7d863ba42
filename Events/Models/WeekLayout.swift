import Shared

/// Where the entries of a week stand on a sheet with a line for each half hour.
struct WeekLayout {
    /// The first and last hour that the sheet shows: 8 to 22, or more where something begins earlier or ends later.
    let hours: Range<Int>
    let days: [WeekDayLayout]

    /// How many stand side by side; what overlaps with more of them is left to the day's own page.
    static let lanes = 3

    init(_ week: Week, _ agenda: Agenda) {
        let known = Dictionary(uniqueKeysWithValues: agenda.days.map { ($0.day, $0) })
        let spans = week.days.map { day in (day, known[day]?.entries ?? [], known[day]?.total ?? 0) }
        let timed = spans.flatMap { day, entries, _ in entries.compactMap { DaySpan($0, on: day) } }
        let first = min(8, timed.map { $0.slots.lowerBound / 2 }.min() ?? 8)
        let last = max(22, timed.map { ($0.slots.upperBound + 1) / 2 }.max() ?? 22)
        hours = first..<last
        days = spans.map { WeekDayLayout($0, $1, total: $2, firstSlot: first * 2) }
    }
}

/// One day of a ``WeekLayout``.
struct WeekDayLayout {
    let day: Day
    /// What lasts all of the day, or goes on from or into another.
    let long: [EntrySummary]
    let blocks: [WeekBlock]
    /// How many others there are.
    let others: Int
    /// How many stand side by side at most.
    let lanes: Int

    init(_ day: Day, _ entries: [EntrySummary], total: Int, firstSlot: Int) {
        self.day = day
        var (long, blocks): ([EntrySummary], [WeekBlock]) = ([], [])
        /// Where the last one in each lane ends.
        var ends: [Int] = []
        for entry in entries {
            guard let span = DaySpan(entry, on: day) else {
                if long.count < WeekLayout.lanes { long.append(entry) }
                continue
            }
            let free = ends.firstIndex { $0 <= span.slots.lowerBound }
            guard let lane = free ?? (ends.count < WeekLayout.lanes ? ends.count : nil) else { continue }
            if lane == ends.count { ends.append(0) }
            ends[lane] = span.slots.upperBound
            blocks.append(WeekBlock(entry: entry, start: span.slots.lowerBound - firstSlot, length: span.slots.count, lane: lane))
        }
        (self.long, lanes) = (long, max(1, ends.count))
        self.blocks = blocks.map { block in
            block.alone(!blocks.contains { $0.lane != block.lane && $0.slots.overlaps(block.slots) })
        }
        others = max(0, total - long.count - blocks.count)
    }
}

/// An entry on the sheet.
struct WeekBlock {
    let entry: EntrySummary
    /// From the sheet's first line, in half hours from 0.
    let start: Int
    /// In half hours, at least 1.
    let length: Int
    /// From 0.
    let lane: Int
    /// Whether nothing stands beside it, so that it has all lanes.
    var isAlone = false

    var slots: Range<Int> { start..<start + length }

    func alone(_ isAlone: Bool) -> WeekBlock { WeekBlock(entry: entry, start: start, length: length, lane: lane, isAlone: isAlone) }
}

/// The half hours of a day, from 0 to 47, that an entry takes up; nil when it does not begin and end on that day or in the night after.
private struct DaySpan {
    let slots: Range<Int>

    init?(_ entry: EntrySummary, on day: Day) {
        let (start, end) = (Day(entry.start), Day(entry.end))
        guard start == day, end == day || (end == day + 1 && entry.end.hour < 6) else { return nil }
        let first = entry.start.hour * 2 + entry.start.minute / 30
        let last = end == day ? entry.end.hour * 2 + (entry.end.minute + 29) / 30 : 48
        slots = first..<max(first + 1, last)
    }
}
