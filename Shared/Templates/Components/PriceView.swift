package import Shared
package import SharedHTML

/// A price, and beside it what a kilogram, a litre or a piece comes to.
package struct PriceView: Sendable {
    package let price: Money
    package let unitPrice: UnitPrice?
    /// Whether other variants cost more.
    package let isLowest: Bool

    package init(_ price: Money, unitPrice: UnitPrice? = nil, isLowest: Bool = false) {
        self.price = price
        self.unitPrice = unitPrice
        self.isLowest = isLowest
    }

    package var body: HTML {
        """
        <span class="price">\(isLowest ? "<span class=\"price-unit\">from</span> " : nil)\(price)</span>\(unitPrice.map { " <span class=\"price-unit\">\($0.description)</span>" })
        """
    }
}
