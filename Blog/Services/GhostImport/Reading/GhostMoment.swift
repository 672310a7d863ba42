import FoundationEssentials

/// How Ghost writes moments: `2025-01-31T08:00:00.000Z`, `2025-01-31 08:00:00` (MySQL's, in UTC), or milliseconds since 1970.
enum GhostMoment {
    static func read(_ text: String) -> Date? {
        if let milliseconds = Int64(text), text.utf8.count > 4 { return Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
        guard
            let parts = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?)?\s*(Z|[+-]\d\d:?\d\d)?/)?
                .output
        else { return nil }
        func number(_ part: Substring?) -> Int { part.flatMap { Int($0) } ?? 0 }
        let (year, month, day) = (number(parts.1), number(parts.2), number(parts.3))
        let (hour, minute, second) = (number(parts.4), number(parts.5), number(parts.6))
        guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60 else { return nil }
        let fraction = parts.7.flatMap { Double("0\($0)") } ?? 0
        let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset(parts.8)
        return Date(timeIntervalSince1970: Double(seconds) + fraction)
    }

    /// In seconds east of UTC.
    private static func offset(_ zone: Substring?) -> Int {
        guard let zone, let sign = zone.first, sign != "Z" else { return 0 }
        let digits = zone.dropFirst().filter { $0 != ":" }
        let seconds = (Int(digits.prefix(2)) ?? 0) * 3600 + (Int(digits.suffix(2)) ?? 0) * 60
        return sign == "-" ? -seconds : seconds
    }

    /// Days since 1970-01-01 in the Gregorian calendar. Years begin in March here, so that the leap day is the last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }
}
