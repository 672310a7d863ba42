package import FoundationEssentials

/// Baskets. One exists as soon as something is in it; before, and when it is unknown, it is empty.
package protocol Baskets: Sendable {
    /// What is in the basket, with the names and prices of now.
    func detail(of basket: ID<Basket>) async throws -> BasketDetail
    /// How many things are in it, all quantities added.
    func count(of basket: ID<Basket>) async throws -> Int
    /// Adds `quantity` to what the basket has of `variant`, however many others add at the same time. Answers how many there were before. Throws
    /// `BasketError`; then nothing was added.
    @discardableResult
    func add(_ quantity: Int, of variant: ID<Variant>, to basket: ID<Basket>, in transaction: borrowing Transaction) async throws -> Int
    /// Has exactly `quantity` of `variant` in the basket; zero removes it. Answers how many there were before. Throws `notInBasket`, unless it is
    /// to go, and `quantity`.
    @discardableResult
    func change(_ variant: ID<Variant>, to quantity: Int, in basket: ID<Basket>, in transaction: borrowing Transaction) async throws -> Int
    /// Has exactly `quantity` of `variant` in the basket, whether it is there or was taken out; zero removes it. Answers how many there were
    /// before. Throws `BasketError`.
    @discardableResult
    func restore(_ variant: ID<Variant>, to quantity: Int, in basket: ID<Basket>, in transaction: borrowing Transaction) async throws -> Int
    /// Removes `variant`; nothing happens when it is not there. Answers how many there were.
    @discardableResult
    func remove(_ variant: ID<Variant>, from basket: ID<Basket>, in transaction: borrowing Transaction) async throws -> Int
    /// Moves what is in `strays` into `basket`, and deletes them. Of what stands in several, `basket` then has the most that one of them
    /// had, since a click that was repeated was one wish; what cannot be added is left out. Nothing happens when none of them is there.
    func join(_ strays: Set<ID<Basket>>, to basket: ID<Basket>, in transaction: borrowing Transaction) async throws
    /// Deletes at most `limit` baskets that were last changed before `untouchedSince` and are no member's, or before `emptySince` and are
    /// empty. Those that somebody is changing are left to the next sweep. Returns how many were deleted.
    func sweep(untouchedSince: Date, emptySince: Date, limit: Int, in transaction: borrowing Transaction) async throws -> Int
}

/// Why a basket stays as it is.
package enum BasketError: Error, Equatable {
    /// Nothing of this id is for sale.
    case notForSale(ID<Variant>)
    /// The basket would hold more, or fewer, of one variant than it may.
    case quantity(allowed: ClosedRange<Int>)
    /// The basket holds as many different variants as it may.
    case full(maximum: Int)
    /// What is in it is priced in this currency, and a basket has one.
    case otherCurrency(Currency)
    case notInBasket(ID<Variant>)
}

/// A basket as its page shows it.
package struct BasketDetail: Sendable, Codable, Equatable {
    package let id: ID<Basket>
    /// In the order in which they were added.
    package let lines: [Line]

    package init(id: ID<Basket>, lines: [Line]) {
        self.id = id
        self.lines = lines
    }

    /// One variant in the basket, as it is offered now.
    package struct Line: Sendable, Codable, Equatable {
        package let offer: Offer
        package let quantity: Int
        /// What one cost when its number was last set, if that is not what it costs now.
        package let formerPrice: Money?

        package init(offer: Offer, quantity: Int, formerPrice: Money? = nil) {
            self.offer = offer
            self.quantity = quantity
            self.formerPrice = formerPrice
        }

        /// Nil when that is more than can be written.
        package var price: Money? { offer.variant.price.times(quantity) }
    }

    /// How many things are in it, all quantities added.
    package var count: Int { lines.reduce(0) { $0 + $1.quantity } }

    /// What all that is for sale costs. Nil when nothing is, or when it is more than can be written.
    package var total: Money? {
        var total: Money?
        for line in lines where line.offer.isForSale {
            guard let price = line.price else { return nil }
            guard let sum = total else {
                total = price
                continue
            }
            let (added, overflow) = sum.minorUnits.addingReportingOverflow(price.minorUnits)
            guard !overflow, sum.currency == price.currency else { return nil }
            total = Money(minorUnits: added, currency: sum.currency)
        }
        return total
    }
}
