/// What one domain holds of a person: to hand it to them, and to forget it. Each domain that holds some has one of these, and account asks
/// them all.
package protocol PersonalRecords: Sendable {
    /// What it is called in an export: `devices`.
    var name: String { get }
    /// All of it, but secrets.
    func records(of owner: RecordsOwner) async throws -> any Encodable & Sendable
    /// Forgets what does not go with the account itself. Called before the account is removed, in the same transaction, when what was being
    /// written for them is there and no more comes (decision record 0043).
    func erase(_ owner: RecordsOwner, in transaction: borrowing Transaction) async throws
}

extension PersonalRecords {
    /// For what the database removes with the account.
    package func erase(_ owner: RecordsOwner, in transaction: borrowing Transaction) async throws {}
}

/// Whose records are asked for.
package struct RecordsOwner: Sendable, Equatable {
    package let person: Person
    /// The baskets that the browser carries with which they ask.
    package let baskets: [ID<Basket>]

    package init(person: Person, baskets: [ID<Basket>]) {
        self.person = person
        self.baskets = baskets
    }
}
