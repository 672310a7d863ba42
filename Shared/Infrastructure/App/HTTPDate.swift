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
        return "\(weekday), \(two(date)) \(months[month - 1]) \(year) \(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)) GMT"
    }

    /// Reads what ``text(ofSecond:)`` writes, the one form that is sent today; nil for the two obsolete ones (section 5.6.7), which leads
    /// to a whole answer, and for what is no date.
    static func second(ofText text: String) -> Int64? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), (1...31).contains(day), let year = Int(parts[3]),
            (1900...9999).contains(year), let month = months.firstIndex(of: String(parts[2]))
        else { return nil }
        let clock = parts[4].split(separator: ":").compactMap { $0.utf8.count == 2 ? Int64($0) : nil }
        guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0...60).contains(clock[2]) else { return nil }
        return Int64(days(year: year, month: month + 1, day: day)) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// The inverse of ``calendar(_:)``.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
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
