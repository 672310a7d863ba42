import FoundationEssentials
import Synchronization

/// The date of answers, as RFC 9110, section 5.6.7 writes it (`Sun, 06 Nov 1994 08:49:37 GMT`). Written once a second, not once a request.
enum HTTPDate {
    static var now: String {
        let second = Int64(Date().timeIntervalSince1970)
        return latest.withLock { latest in
            if latest.second != second { latest = (second, text(ofSecond: second)) }
            return latest.text
        }
    }

    private static let latest = Mutex<(second: Int64, text: String)>((.min, ""))

    /// `second`: since 1970, in UTC.
    static func text(ofSecond second: Int64) -> String {
        let day = Int(floorDivide(second, 86_400))
        let time = Int(second - Int64(day) * 86_400)
        let (year, month, date) = calendar(day)
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][((day % 7) + 7) % 7]
        let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1]
        return "\(weekday), \(two(date)) \(name) \(year) \(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)) GMT"
    }

    /// The day of the proleptic Gregorian calendar that is `day` days after 1 January 1970. Years are counted from March, so that the leap
    /// day is the last of its year.
    static func calendar(_ day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = Int(floorDivide(Int64(shifted), 146_097))
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
