package import FoundationEssentials

/// What people do with their own accounts. Each is an activity (`person.changed`, `person.left`), written with it.
package protocol Profiles: Sendable {
    /// Has them called `name` from now on. Throws `PeopleError.invalidName`, and `ProfileError.noSuchPerson`.
    func rename(_ person: ID<Person>, to name: String, in transaction: borrowing Transaction) async throws -> Change
    /// Waits for whoever is writing something for them, and lets nobody write more until the transaction ends; then what other domains hold of them
    /// can be erased, and after that the account. Throws as ``leave(_:at:in:)``.
    func prepareLeaving(_ person: ID<Person>, in transaction: borrowing Transaction) async throws
    /// Removes the account with all that belongs to it: devices, sessions, roles, history. The username stays taken, for nobody is to be
    /// taken for who has left; the address is free. Nothing of them is left in earlier activities. Answers the sessions that ended with it.
    /// Throws `ProfileError.noSuchPerson`, and `RoleError.lastOperator`.
    func leave(_ person: ID<Person>, at moment: Date, in transaction: borrowing Transaction) async throws -> [ID<Session>]
}

/// Why an account stays as it is.
package enum ProfileError: Error, Equatable {
    case noSuchPerson(ID<Person>)
}
