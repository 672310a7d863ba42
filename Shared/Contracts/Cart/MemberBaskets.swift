/// The baskets of members: one each, which is theirs on every device that they are signed in with.
package protocol MemberBaskets: Sendable {
    /// What is in the basket of `person`; nothing while they have none.
    func basket(of person: ID<Person>) async throws -> MemberBasket
    /// The basket of `person`, made if need be, and kept from others until the transaction ends. Throws ``PersonHasLeft``.
    func basket(of person: ID<Person>, in transaction: borrowing Transaction) async throws -> ID<Basket>
    /// Moves what is in the baskets that a browser carries into that of `person`, and deletes them, so that whoever finds their ids opens
    /// nothing. Numbers are added, up to what a basket may hold; of what stands in several of them, which one browser has for one wish, the
    /// largest counts. Prices stay those that were seen. Done again, or with baskets that are not there or are somebody's already, or for somebody
    /// who has left, it changes nothing and answers ``Adoption/nothing``.
    func adopt(_ carried: Set<ID<Basket>>, by person: ID<Person>, in transaction: borrowing Transaction) async throws -> Adoption
    /// Notes that `person` has heard of what was adopted.
    func acknowledgeAdoption(by person: ID<Person>, in transaction: borrowing Transaction) async throws
}

/// A member's basket as its page shows it.
package struct MemberBasket: Sendable, Codable, Equatable {
    package let detail: BasketDetail
    /// What was adopted and they have not acknowledged yet.
    package let news: Adoption

    package init(detail: BasketDetail, news: Adoption) {
        self.detail = detail
        self.news = news
    }
}

/// What became of the things that a browser carried when their owner signed in.
package struct Adoption: Sendable, Codable, Equatable {
    /// How many are in the member's basket now, all quantities added.
    package let added: Int
    /// How many it could not take: it held as many as it may, or is in another currency.
    package let leftOut: Int

    package init(added: Int, leftOut: Int) {
        self.added = added
        self.leftOut = leftOut
    }

    package static let nothing = Adoption(added: 0, leftOut: 0)
}
