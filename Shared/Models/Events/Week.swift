/// A week from Monday to Sunday, numbered as ISO 8601 does: week 1 is the one that has the year's first Thursday, so a year has 52 or 53.
package struct Week: Sendable, Hashable {
    package let monday: Day

    /// The week that `day` is in.
    package init(of day: Day) { monday = day.monday }

    /// Reads what ``description`` writes, `2026-W53`. Nil for anything else, and for a week that its year does not have.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-W", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let year = Int(parts[0]), let number = Int(parts[1]), (1...53).contains(number),
            let fourth = Day(year: year, month: 1, day: 4)
        else { return nil }
        // 4 January is always in week 1.
        self.init(of: fourth.monday + 7 * (number - 1))
        guard description == text else { return nil }
    }

    /// The year that most of it, and so its Thursday, is in.
    package var year: Int { (monday + 3).date.year }
    /// 1 to 53.
    package var number: Int {
        guard let newYear = Day(year: year, month: 1, day: 1) else { return 1 }
        return ((monday + 3).number - newYear.number) / 7 + 1
    }

    package var sunday: Day { monday + 6 }
    package var days: [Day] { (0..<7).map { monday + $0 } }
    package var next: Week { Week(of: monday + 7) }
    package var previous: Week { Week(of: monday - 7) }
}

extension Week: CustomStringConvertible {
    /// ISO 8601: `2026-W53`.
    package var description: String {
        let (year, number) = (String(year), String(number))
        return String(repeating: "0", count: 4 - year.count) + year + "-W" + String(repeating: "0", count: 2 - number.count) + number
    }
}
