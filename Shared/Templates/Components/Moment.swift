package import FoundationEssentials
package import Shared
package import SharedHTML

/// A day as it is written in English, with the moment itself for machines.
package struct Moment: Sendable {
    package let date: Date
    package init(_ date: Date) { self.date = date }

    package var body: HTML { "<time datetime=\"\(date.formatted(.iso8601))\">\(EnglishDay(date).text)</time>" }
}

/// `12 March 2027`.
package struct EnglishDay: Sendable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// The day that `date` falls on in UTC. Zones' rules are the database's alone, and a date of publication does not need them.
    package init(_ date: Date) {
        (year, month, day) = HTTPDate.calendar(Int((date.timeIntervalSince1970 / 86_400).rounded(.down)))
    }

    package init(_ time: LocalTime) { (year, month, day) = (time.year, time.month, time.day) }

    package var monthName: String { Self.months[month - 1] }
    /// `March`, of 3.
    package static func nameOfMonth(_ number: Int) -> String { months[number - 1] }
    package var text: String { "\(day) \(Self.months[month - 1]) \(year)" }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
}

extension LocalTime {
    /// `Saturday`.
    package var weekdayName: String { ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"][weekday] }
    /// `Saturday 12 March 2027`.
    package var englishDay: String { "\(weekdayName) \(EnglishDay(self).text)" }
    /// `Sat 12 March`, where the year is plain.
    package var shortDay: String { "\(weekdayName.prefix(3)) \(day) \(EnglishDay(self).monthName)" }
}

extension Month {
    /// `March 2027`.
    package var words: String { "\(EnglishDay.nameOfMonth(number)) \(year)" }
}
