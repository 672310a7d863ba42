import FoundationEssentials
import Shared
import SharedInfrastructure

/// The demo's calendars and entries: `Deploy/demo/events.json`. Days are relative, so that the demo is always of these weeks.
struct DemoDates: Decodable {
    let zone: String
    let calendars: [Page]
    let entries: [Evening]

    struct Page: Decodable {
        let slug: Slug
        let name: String
        let about: String
        /// The page of the blog that holds it.
        let container: Slug?
    }

    struct Evening: Decodable {
        let key: String
        let calendar: Slug
        let title: String
        /// The day of the week: the next one that is not today…
        let next: Weekday
        /// … and so many weeks later.
        let weeks: Int
        let from: String
        /// When it is not after `from`, it is on the day after.
        let until: String
        let place: String
        let about: String
    }

    enum Weekday: String, Decodable, CaseIterable {
        case sunday, monday, tuesday, wednesday, thursday, friday, saturday
    }
}

extension DemoDates.Evening {
    /// When it is, seen from `today`. Throws `OperatorError` when its times are none.
    func times(from today: Date) throws(OperatorError) -> (start: LocalTime, end: LocalTime) {
        let day = Int((today.timeIntervalSince1970 / 86_400).rounded(.down))
        // 1 January 1970 was a Thursday.
        let weekday = (day + 4) % 7
        let wanted = DemoDates.Weekday.allCases.firstIndex(of: next) ?? 0
        let start = day + 1 + (wanted - weekday - 1 + 7) % 7 + 7 * weeks
        return (try time(start, from), try time(until > from ? start : start + 1, until))
    }

    private func time(_ day: Int, _ clock: String) throws(OperatorError) -> LocalTime {
        let date = EnglishDay(Date(timeIntervalSince1970: Double(day) * 86_400))
        let parts = clock.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2, let time = LocalTime(year: date.year, month: date.month, day: date.day, hour: parts[0], minute: parts[1])
        else {
            throw OperatorError("\(key): \(clock) is no time")
        }
        return time
    }
}
