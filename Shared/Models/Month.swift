/// A month of a year in the Gregorian calendar, of the years 1 to 9999.
package struct Month: Sendable, Hashable, Codable, Comparable {
    package let year: Int
    /// 1 to 12.
    package let number: Int

    package init?(year: Int, number: Int) {
        guard (1...9999).contains(year), (1...12).contains(number) else { return nil }
        self.year = year
        self.number = number
    }

    /// Of a day that there is.
    init(whichHolds year: Int, _ number: Int) {
        self.year = year
        self.number = number
    }

    /// Reads what ``description`` writes, `2027-03`. Nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let number = Int(parts[1])
        else { return nil }
        self.init(year: year, number: number)
    }

    package static func < (left: Month, right: Month) -> Bool { (left.year, left.number) < (right.year, right.number) }
}

extension Month: CustomStringConvertible {
    /// ISO 8601: `2027-03`.
    package var description: String {
        String(repeating: "0", count: 4 - String(year).count) + String(year) + (number < 10 ? "-0" : "-") + String(number)
    }
}
