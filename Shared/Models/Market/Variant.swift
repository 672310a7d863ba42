/// One way to buy a product: a size, a colour, a box. It has the price.
package struct Variant: Sendable, Codable, Equatable {
    package let id: ID<Variant>
    /// What tells it from its siblings: `500 g`. Empty when there is only one.
    package let name: String
    package let price: Money
    /// How much is in it, when it is sold by weight, volume or number.
    package let quantity: UnitQuantity?

    package init(id: ID<Variant>, name: String, price: Money, quantity: UnitQuantity?) {
        self.id = id
        self.name = name
        self.price = price
        self.quantity = quantity
    }

    /// What a kilogram, a litre or a piece costs, when ``quantity`` says how much there is.
    package var unitPrice: UnitPrice? { quantity.flatMap { UnitPrice(of: price, for: $0) } }
}

/// How much of something: whole grams, millilitres or pieces.
package struct UnitQuantity: Sendable, Codable, Hashable {
    package let amount: Int
    package let unit: Unit

    /// Nil unless `amount` is above zero and at most a million.
    package init?(_ amount: Int, _ unit: Unit) {
        guard (1...Self.maximum).contains(amount) else { return nil }
        self.amount = amount
        self.unit = unit
    }

    package static let maximum = 1_000_000

    /// What is counted. The raw value is how it is stored and written beside the amount.
    package enum Unit: String, Sendable, Codable, CaseIterable {
        case grams = "g"
        case millilitres = "ml"
        case pieces = "piece"
    }
}

/// The price of a kilogram, a litre or a piece.
package struct UnitPrice: Sendable, Codable, Hashable, CustomStringConvertible {
    package let price: Money
    package let per: UnitQuantity.Unit

    /// What `price` for `quantity` comes to, to the nearest minor unit, halves up. Nil when it is more than can be written.
    package init?(of price: Money, for quantity: UnitQuantity) {
        let scale: Int64 = quantity.unit == .pieces ? 1 : 1000
        let (scaled, overflow) = price.minorUnits.multipliedReportingOverflow(by: scale)
        let amount = Int64(quantity.amount)
        let (doubled, tooLarge) = scaled.multipliedReportingOverflow(by: 2)
        guard !overflow, !tooLarge, doubled <= Int64.max - amount, doubled >= 0 else { return nil }
        self.price = Money(minorUnits: (doubled + amount) / (2 * amount), currency: price.currency)
        per = quantity.unit
    }

    /// As a shelf label has it: `£12.40/kg`.
    package var description: String {
        switch per {
        case .grams: "\(price)/kg"
        case .millilitres: "\(price)/L"
        case .pieces: "\(price) each"
        }
    }
}
