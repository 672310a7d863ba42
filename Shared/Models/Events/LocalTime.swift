/// A date and a time as a clock on the wall shows them, to the minute. Which moment that is depends on a zone, and only the database knows
/// the zones' rules (`at time zone`), so this value does no arithmetic.
package struct LocalTime: Sendable, Hashable, Codable, Comparable {
    package let year: Int
    package let month: Int
    package let day: Int
    package let hour: Int
    package let minute: Int

    /// Nil unless there is such a day in the Gregorian calendar, in the years 1 to 9999, and such a minute in a day.
    package init?(year: Int, month: Int, day: Int, hour: Int, minute: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
    }

    /// Midnight at the beginning of a day that there is: ``Day`` computes none that there is not.
    init(midnightOf year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
        hour = 0
        minute = 0
    }

    /// Reads `2027-03-28T19:30` (what a form's `datetime-local` sends), with a blank for the `T`, and with seconds, which must be `:00`.
    package init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)
        if bytes.count == 19, bytes[16...].elementsEqual(":00".utf8) { bytes.removeLast(3) }
        guard bytes.count == 16, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[13] == UInt8(ascii: ":"),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]), let day = Self.number(bytes[8..<10]),
            let hour = Self.number(bytes[11..<13]), let minute = Self.number(bytes[14..<16])
        else { return nil }
        self.init(year: year, month: month, day: day, hour: hour, minute: minute)
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day, left.hour, left.minute) < (right.year, right.month, right.day, right.hour, right.minute)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}

extension LocalTime: CustomStringConvertible {
    /// ISO 8601, `2027-03-28T19:30`.
    package var description: String { "\(date)T\(clock)" }
    /// `2027-03-28`.
    package var date: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))" }
    /// `19:30`.
    package var clock: String { "\(Self.padded(hour, 2)):\(Self.padded(minute, 2))" }
    /// Sakamoto's method: 0 is Sunday.
    package var weekday: Int {
        let shifted = month < 3 ? year - 1 : year
        return (shifted + shifted / 4 - shifted / 100 + shifted / 400 + [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] + day) % 7
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let time = LocalTime(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a local time")
        }
        self = time
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
