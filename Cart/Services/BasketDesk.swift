import Shared
import SharedInfrastructure

/// Changes baskets: each change in a transaction, and then every page that shows the basket knows.
struct BasketDesk: Sendable {
    private let transactions: any Transactions
    private let baskets: any Baskets
    private let offers: any Offers
    private let invalidator: CacheInvalidator
    private let clicks = RepeatedClicks()

    init(_ services: Services, invalidator: CacheInvalidator) throws {
        transactions = try services.require(\.transactions)
        baskets = try services.require(\.baskets)
        offers = try services.require(\.offers)
        self.invalidator = invalidator
    }

    /// What is in the basket that a visitor has, with the names and prices of now; empty when they have none.
    func detail(of visitor: Visitor) async throws -> BasketDetail {
        guard let basket = visitor.basket else { return BasketDetail(id: ID(), lines: []) }
        return try await baskets.detail(of: basket)
    }

    /// What a variant is called and costs now; nil when there is none.
    func offer(of variant: ID<Variant>) async throws -> Offer? { try await offers.offers(for: [variant]).first }

    /// Adds to the basket, and answers how many there were before. The same click twice adds once, and so does a wish of one name. Throws
    /// `BasketError`.
    func add(
        _ quantity: Int, of variant: ID<Variant>, to basket: ID<Basket>, wish: ID<RepeatedClicks.Wish>? = nil
    ) async throws -> Int {
        let before = try await clicks.once(.init(basket: basket, variant: variant, quantity: quantity, name: wish)) {
            try await transactions.run { (transaction: borrowing Transaction) in
                try await baskets.add(quantity, of: variant, to: basket, in: transaction)
            }
        }
        await tell(basket)
        return before
    }

    /// Has exactly so many in the basket, and answers how many there were; none takes it out. Throws `BasketError`.
    func change(_ variant: ID<Variant>, to quantity: Int, in basket: ID<Basket>) async throws -> Int {
        let before = try await transactions.run { (transaction: borrowing Transaction) in
            try await baskets.change(variant, to: quantity, in: basket, in: transaction)
        }
        await tell(basket)
        return before
    }

    /// Has as many in the basket as there were before something was done. Throws `BasketError`.
    func restore(_ variant: ID<Variant>, to quantity: Int, in basket: ID<Basket>) async throws -> Int {
        let before = try await transactions.run { (transaction: borrowing Transaction) in
            try await baskets.restore(variant, to: quantity, in: basket, in: transaction)
        }
        await tell(basket)
        return before
    }

    /// Takes something out, and answers how many there were; nothing happens when it is not there.
    func remove(_ variant: ID<Variant>, from basket: ID<Basket>) async throws -> Int {
        let before = try await transactions.run { (transaction: borrowing Transaction) in
            try await baskets.remove(variant, from: basket, in: transaction)
        }
        await tell(basket)
        return before
    }

    /// Makes one basket of several that one browser carries.
    func join(_ strays: [ID<Basket>], to basket: ID<Basket>) async throws {
        try await transactions.run { (transaction: borrowing Transaction) in
            try await baskets.join(Set(strays), to: basket, in: transaction)
        }
        await tell(basket)
    }

    /// Without Redis the other processes hear of it later; the change itself stands, so nobody is told of a failure.
    private func tell(_ basket: ID<Basket>) async { try? await invalidator.invalidate([CacheTag(basket)]) }
}
