package import FoundationEssentials

/// Those who have proved that they read an address that has no account, until they have chosen a name: one for each browser.
package protocol Registrations: Sendable {
    /// Begins one, instead of what `browser` had.
    func begin(_ registration: Registration, in browser: SecretToken, at moment: Date, in transaction: borrowing Transaction) async throws
    /// Nil when `browser` has none, or its time is over.
    func find(in browser: SecretToken, at moment: Date) async throws -> Registration?
    /// Ends it, so that it makes one account. Nil when there is none, or its time is over.
    func end(in browser: SecretToken, at moment: Date, in transaction: borrowing Transaction) async throws -> Registration?
    /// Forgets at most `limit` whose time was over before `moment`. Answers how many.
    func sweep(expiredBefore moment: Date, limit: Int, in transaction: borrowing Transaction) async throws -> Int
}

/// An address that was proved, and where its owner was going.
package struct Registration: Sendable, Equatable {
    /// How long somebody has to choose.
    package static let lifetime: Duration = .seconds(30 * 60)

    package let address: EmailAddress
    package let next: String

    package init(address: EmailAddress, next: String) {
        self.address = address
        self.next = next
    }
}
