package import FoundationEssentials

/// Changes of addresses that are under way: one of a person at a time. Tokens are stored as hashes only.
package protocol AddressChanges: Sendable {
    /// Begins one, in place of one that is under way. The tokens are told once, here. Throws `AddressChangeError.tooMany`, `noSuchPerson`,
    /// and `unchanged` when it is their address already.
    func begin(
        _ person: ID<Person>, to address: EmailAddress, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> BegunAddressChange
    /// What is under way by `moment`.
    func underWay(for person: ID<Person>, at moment: Date) async throws -> AddressChange?
    /// The change that `token` can confirm, and the end that holds it. Nil when there is none, or it is over by `moment`.
    func find(_ token: SecretToken, at moment: Date) async throws -> (change: AddressChange, end: AddressChange.End)?
    /// Has the end that holds `token` say yes; when both have, the person's address is the new one from then on, and the change is gone. Nil
    /// as ``find(_:at:)``. Throws `AddressChangeError.taken` when somebody else has the new address by now: then nothing has happened.
    func confirm(_ token: SecretToken, at moment: Date, in transaction: borrowing Transaction) async throws -> AddressChange?
    /// Gives up what is under way. Nil when nothing is.
    func cancel(for person: ID<Person>, in transaction: borrowing Transaction) async throws -> AddressChange?
}

/// A change of an address that has just begun.
package struct BegunAddressChange: Sendable, Equatable {
    package let change: AddressChange
    package let oldToken: SecretToken
    /// Nil when somebody has that address: then nobody gets the token, so that the change comes to nothing, and who asked is told no more
    /// than if it were free.
    package let newToken: SecretToken?

    package init(change: AddressChange, oldToken: SecretToken, newToken: SecretToken?) {
        self.change = change
        self.oldToken = oldToken
        self.newToken = newToken
    }
}

/// Why an address stays as it is.
package enum AddressChangeError: Error, Equatable {
    case noSuchPerson(ID<Person>)
    case unchanged
    /// They asked ``AddressChange/limit`` times within a day.
    case tooMany
    case taken(EmailAddress)
}
