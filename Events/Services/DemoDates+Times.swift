import FoundationEssentials
import Shared
import SharedInfrastructure

extension DemoDates.Evening {
    /// One of those that an entry of the demo stands for.
    struct Occurrence: Equatable {
        let key: String
        let start: LocalTime
        let end: LocalTime
        let isCancelled: Bool
    }

    /// When they are, seen from `today`. Throws `OperatorError` when its times are none, or when there would be none or more than 400 of it.
    func occurrences(from today: Date) throws(OperatorError) -> [Occurrence] {
        let count = times ?? 1
        guard (1...400).contains(count) else { throw OperatorError("\(key): it is repeated \(count) times; 1 to 400 is possible") }
        var found: [Occurrence] = []
        for number in 1...count where without?.contains(number) != true {
            let day = firstDay(from: today) + 7 * (every ?? 1) * (number - 1)
            let start = try time(day, from)
            let end = try time(day + (nights ?? (until > from ? 0 : 1)), until)
            guard start < end else { throw OperatorError("\(key): it would end before it starts") }
            found.append(
                Occurrence(
                    key: times == nil ? key : "\(key)-\(number)", start: start, end: end, isCancelled: cancelled?.contains(number) == true))
        }
        return found
    }

    /// In days since 1970. 1 January 1970 was a Thursday.
    private func firstDay(from today: Date) -> Int {
        let day = Int((today.timeIntervalSince1970 / 86_400).rounded(.down))
        let wanted = DemoDates.Weekday.allCases.firstIndex(of: next) ?? 0
        return day + 1 + (wanted - (day + 4) % 7 - 1 + 7) % 7 + 7 * weeks
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
