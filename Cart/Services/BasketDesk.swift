import Shared
import SharedInfrastructure

/// Changes baskets: each change in a transaction, and then every page that shows the basket knows.
struct BasketDesk: Sendable {
    private let transactions: any Transactions
    private let baskets: any Baskets
    private let members: any MemberBaskets
    private let offers: any Offers
    private let invalidator: CacheInvalidator
    private let clicks = RepeatedClicks()

    init(_ services: Services, invalidator: CacheInvalidator) throws {
        transactions = try services.require(\.transactions)
        baskets = try services.require(\.baskets)
        members = try services.require(\.memberBaskets)
        offers = try services.require(\.offers)
        self.invalidator = invalidator
    }

    /// What is in a basket, with the names and prices of now, and what its member has not heard of yet; empty when there is none.
    func basket(of owner: BasketOwner?) async throws -> MemberBasket {
        switch owner {
        case .member(let person): try await members.basket(of: person)
        case .browser(let basket): MemberBasket(detail: try await baskets.detail(of: basket), news: .nothing)
        case nil: MemberBasket(detail: BasketDetail(id: ID(), lines: []), news: .nothing)
        }
    }

    /// What a variant is called and costs now; nil when there is none.
    func offer(of variant: ID<Variant>) async throws -> Offer? { try await offers.offers(for: [variant]).first }

    /// Adds to the basket, and answers how many there were before. The same click twice adds once, and so does a wish of one name. Throws
    /// `BasketError`.
    func add(
        _ quantity: Int, of variant: ID<Variant>, to owner: BasketOwner, wish: ID<RepeatedClicks.Wish>? = nil
    ) async throws -> Int {
        let before = try await clicks.once(.init(basket: owner, variant: variant, quantity: quantity, name: wish)) {
            try await transactions.run { (transaction: borrowing Transaction) in
                try await baskets.add(quantity, of: variant, to: id(of: owner, in: transaction), in: transaction)
            }
        }
        await tell([tag(of: owner)])
        return before
    }

    /// Has exactly so many in the basket, and answers how many there were; none takes it out. Throws `BasketError`.
    func change(_ variant: ID<Variant>, to quantity: Int, in owner: BasketOwner) async throws -> Int {
        let before = try await transactions.run { (transaction: borrowing Transaction) in
            try await baskets.change(variant, to: quantity, in: id(of: owner, in: transaction), in: transaction)
        }
        await tell([tag(of: owner)])
        return before
    }

    /// Has as many in the basket as there were before something was done. Throws `BasketError`.
    func restore(_ variant: ID<Variant>, to quantity: Int, in owner: BasketOwner) async throws -> Int {
        let before = try await transactions.run { (transaction: borrowing Transaction) in
            try await baskets.restore(variant, to: quantity, in: id(of: owner, in: transaction), in: transaction)
        }
        await tell([tag(of: owner)])
        return before
    }

    /// Takes something out, and answers how many there were; nothing happens when it is not there.
    func remove(_ variant: ID<Variant>, from owner: BasketOwner) async throws -> Int {
        let before = try await transactions.run { (transaction: borrowing Transaction) in
            try await baskets.remove(variant, from: id(of: owner, in: transaction), in: transaction)
        }
        await tell([tag(of: owner)])
        return before
    }

    /// Makes one basket of several that one browser carries.
    func join(_ strays: [ID<Basket>], to basket: ID<Basket>) async throws {
        try await transactions.run { (transaction: borrowing Transaction) in
            try await baskets.join(Set(strays), to: basket, in: transaction)
        }
        await tell([CacheTag(basket)])
    }

    /// Gives a member what their browser still carries: put in before this service knew who they are.
    func adopt(_ carried: [ID<Basket>], by person: ID<Person>) async throws -> Adoption {
        let adoption = try await transactions.run { (transaction: borrowing Transaction) in
            try await members.adopt(Set(carried), by: person, in: transaction)
        }
        await tell(Set(carried.map { CacheTag($0) } + [.basket(of: person)]))
        return adoption
    }

    /// Notes that a member has read what was adopted.
    func acknowledgeAdoption(by person: ID<Person>) async throws {
        try await transactions.run { (transaction: borrowing Transaction) in
            try await members.acknowledgeAdoption(by: person, in: transaction)
        }
    }

    /// Whoever changes their basket has seen what came into it.
    private func id(of owner: BasketOwner, in transaction: borrowing Transaction) async throws -> ID<Basket> {
        switch owner {
        case .browser(let basket): return basket
        case .member(let person):
            let basket = try await members.basket(of: person, in: transaction)
            try await members.acknowledgeAdoption(by: person, in: transaction)
            return basket
        }
    }

    private func tag(of owner: BasketOwner) -> CacheTag {
        switch owner {
        case .browser(let basket): CacheTag(basket)
        case .member(let person): .basket(of: person)
        }
    }

    /// Without Redis the other processes hear of it later; the change itself stands, so nobody is told of a failure.
    private func tell(_ tags: Set<CacheTag>) async { try? await invalidator.invalidate(tags) }
}
