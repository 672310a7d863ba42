/// A day of the Gregorian calendar, of the years 1 to 9999, without a zone: what a wall calendar shows.
package struct Day: Sendable, Hashable, Strideable {
    /// Days since 1 January 1970; before it, below 0.
    package let number: Int

    package static let first = -719_162
    package static let last = 2_932_896

    /// Nil outside the years 1 to 9999.
    package init?(number: Int) {
        guard (Self.first...Self.last).contains(number) else { return nil }
        self.number = number
    }

    /// What is outside the years 1 to 9999 is brought to the nearest end.
    private init(nearest number: Int) { self.number = min(max(number, Self.first), Self.last) }

    /// Nil when there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard let time = LocalTime(year: year, month: month, day: day, hour: 0, minute: 0) else { return nil }
        self.init(time)
    }

    /// The day of a local time. Years are counted from March, so that the leap day is the last of its year.
    package init(_ time: LocalTime) {
        let year = time.month <= 2 ? time.year - 1 : time.year
        let dayOfYear = (153 * (time.month > 2 ? time.month - 3 : time.month + 9) + 2) / 5 + time.day - 1
        // The years before 1 March of year 0 are none of ours.
        number = year / 400 * 146_097 + (year % 400 * 365 + year % 400 / 4 - year % 400 / 100 + dayOfYear) - 719_468
    }

    /// Reads what ``description`` writes, `2027-03-28`. Nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 10, let time = LocalTime("\(text)T00:00") else { return nil }
        self.init(time)
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
    package func distance(to other: Day) -> Int { other.number - number }
    package func advanced(by days: Int) -> Day { self + days }
    package static func + (day: Self, days: Int) -> Day { Day(nearest: day.number + days) }
    package static func - (day: Self, days: Int) -> Day { Day(nearest: day.number - days) }
}

extension Day {
    /// Monday is 0. 1 January 1970 was a Thursday.
    package var weekday: Int { ((number + 3) % 7 + 7) % 7 }
    package var monday: Day { self - weekday }
    package var sunday: Day { self + (6 - weekday) }

    /// The day's year, month (1 to 12) and day of the month.
    package var date: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// The local time at which the day begins.
    package var midnight: LocalTime {
        let (year, month, day) = date
        return LocalTime(midnightOf: year, month, day)
    }
}

extension Day: CustomStringConvertible {
    /// ISO 8601: `2027-03-28`.
    package var description: String { midnight.date }
}

extension Day: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = Day(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day")
        }
        self = day
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
