/// What somebody means to buy, with or without an account. Its id is in the visitor cookie; prices and names are not in it, since they
/// are those of the moment until an order is placed.
package struct Basket: Sendable, Codable, Equatable {
    package let id: ID<Basket>
    /// In the order in which they were added.
    package let items: [Item]

    package init(id: ID<Basket>, items: [Item]) {
        self.id = id
        self.items = items
    }

    /// So many of one variant.
    package struct Item: Sendable, Codable, Equatable {
        package let variant: ID<Variant>
        package let quantity: Int

        package init(variant: ID<Variant>, quantity: Int) {
            self.variant = variant
            self.quantity = quantity
        }
    }

    /// How long a browser carries its basket, from the first thing on: half a year.
    package static let lifetime: Duration = .seconds(180 * 86_400)
    /// How many of one variant a basket holds at most.
    package static let maximumQuantity = 99
    package static let quantities = 1...maximumQuantity
    /// How many different variants a basket holds at most.
    package static let maximumItems = 100
}
