/// An amount of money: whole minor units of one currency (pence, cents). Never floating point.
package struct Money: Hashable, Sendable, Codable {
    package let minorUnits: Int64
    package let currency: Currency

    package init(minorUnits: Int64, currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }
}

/// A currency that the platform trades in (ISO 4217). All of these have two decimals.
package enum Currency: String, Sendable, Codable, CaseIterable {
    case gbp = "GBP"
    case eur = "EUR"
    case usd = "USD"

    package var symbol: String {
        switch self {
        case .gbp: "£"
        case .eur: "€"
        case .usd: "$"
        }
    }
}

extension Money: CustomStringConvertible {
    /// As a price is written in English: `£1,234.50`, `-£3.00`.
    package var description: String {
        let absolute = minorUnits.magnitude
        var whole = Array(String(absolute / 100).utf8)
        var index = whole.count - 3
        while index > 0 {
            whole.insert(UInt8(ascii: ","), at: index)
            index -= 3
        }
        let cents = absolute % 100
        return "\(minorUnits < 0 ? "-" : "")\(currency.symbol)\(String(decoding: whole, as: UTF8.self)).\(cents < 10 ? "0" : "")\(cents)"
    }

    /// The amount that `decimal` writes (`12`, `12.5`, `12.50`), or nil: no sign, no grouping, at most two decimals.
    package init?(decimal: some StringProtocol, currency: Currency) {
        let parts = decimal.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, !whole.isEmpty, whole.utf8.allSatisfy(Self.isDigit), let units = Int64(whole)
        else { return nil }
        var cents: Int64 = 0
        if parts.count == 2 {
            guard (1...2).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(Self.isDigit), let read = Int64(parts[1]) else {
                return nil
            }
            cents = parts[1].utf8.count == 1 ? read * 10 : read
        }
        let (scaled, overflow) = units.multipliedReportingOverflow(by: 100)
        guard !overflow, scaled <= Int64.max - cents else { return nil }
        self.init(minorUnits: scaled + cents, currency: currency)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension Money {
    /// `count` times this amount, or nil when that is more than can be written.
    package func times(_ count: Int) -> Money? {
        let (product, overflow) = minorUnits.multipliedReportingOverflow(by: Int64(count))
        return overflow ? nil : Money(minorUnits: product, currency: currency)
    }
}
