import Shared

/// The days that calendars show, so that whoever follows every link comes to an end: from the first day of which something is known, or this
/// month, to the last one, or a year ahead; never more than ten years from today.
struct CalendarBounds {
    let days: ClosedRange<Day>
    private let today: Day

    init(_ agenda: Agenda) {
        today = agenda.today
        let (first, last) = (Month(of: today).firstDay, (Month(of: today) + 12).lastDay)
        let (known, farthest) = (agenda.known ?? today...today, (today - 3653)...(today + 3653))
        days = min(first, max(known.lowerBound, farthest.lowerBound))...max(last, min(known.upperBound, farthest.upperBound))
    }

    /// Whether `view` shows at least one of them.
    func hold(_ view: CalendarView) -> Bool { view.ownDays.map { $0.overlaps(days) } ?? true }

    /// Whether a search engine may list it: a month in which something is, at most three months ago and a year ahead. What is in a week or a
    /// day is found in its month.
    func isIndexed(_ view: CalendarView, _ agenda: Agenda) -> Bool {
        guard case .month(let month) = view else { return false }
        return agenda.days.contains { month.days.contains($0.day) } && (Month(of: today) - 3...Month(of: today) + 12).contains(month)
    }
}
