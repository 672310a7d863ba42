import Shared
import SharedHTML
import SharedInfrastructure

/// One way to look at entries, at one time: each has an address, for one calendar and for all.
enum CalendarView: Equatable {
    case month(Month)
    case week(Week)
    case day(Day)
    /// What is coming, one under another.
    case list

    func link(of calendar: Slug?) -> Link {
        switch self {
        case .month(let month): EventsPaths.month(month, of: calendar)
        case .week(let week): EventsPaths.week(week, of: calendar)
        case .day(let day): EventsPaths.day(day, of: calendar)
        case .list: EventsPaths.list(of: calendar)
        }
    }

    /// The days that it shows, with those that fill up the weeks of a month; nil for a list, which has no last one.
    var days: ClosedRange<Day>? {
        switch self {
        case .month(let month): month.wholeWeeks
        case .week(let week): week.monday...week.sunday
        case .day(let day): day...day
        case .list: nil
        }
    }

    /// The days that it is about.
    var ownDays: ClosedRange<Day>? { if case .month(let month) = self { month.days } else { days } }

    var earlier: CalendarView? { moved(-1) }
    var later: CalendarView? { moved(1) }

    private func moved(_ step: Int) -> CalendarView? {
        switch self {
        case .month(let month): .month(month + step)
        case .week(let week): .week(step < 0 ? week.previous : week.next)
        case .day(let day): .day(day + step)
        case .list: nil
        }
    }

    /// The same way to look, at the time of `day`.
    func moved(to day: Day) -> CalendarView {
        switch self {
        case .month: .month(Month(of: day))
        case .week: .week(Week(of: day))
        case .day: .day(day)
        case .list: .list
        }
    }

    /// `November 2026`, `23–29 November 2026`, `Saturday 28 November 2026`.
    var title: String {
        switch self {
        case .month(let month): "\(EnglishDay(month.firstDay.midnight).monthName) \(month.year)"
        case .week(let week): Self.title(of: week)
        case .day(let day): day.midnight.englishDay
        case .list: "Coming up"
        }
    }

    /// The month is said again only when it is another, and so the year.
    private static func title(of week: Week) -> String {
        let (first, last) = (EnglishDay(week.monday.midnight), EnglishDay(week.sunday.midnight))
        if first.year != last.year { return "\(first.text) – \(last.text)" }
        if first.month != last.month { return "\(first.day) \(first.monthName) – \(last.text)" }
        return "\(first.day)–\(last.text)"
    }

    /// `month`
    var word: String {
        switch self {
        case .month: "month"
        case .week: "week"
        case .day: "day"
        case .list: "list"
        }
    }
}
