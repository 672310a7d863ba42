package import FoundationEssentials

/// Who may do what. A role that is held now is in ``SignedIn/grants``, which is what a request is judged by; this is for those who give and
/// take them.
package protocol Roles: Sendable {
    /// What `person` holds, the longest held first.
    func held(by person: ID<Person>) async throws -> [HeldRole]
    /// Everybody who holds a role, by username.
    func holders() async throws -> [RoleHolder]
    /// Gives it. False when they hold it already. `granter`: nil when an operator's command does it. Throws `RoleError.noSuchPerson`.
    func grant(
        _ grant: RoleGrant, to person: ID<Person>, by granter: ID<Person>?, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> Bool
    /// Takes it away again. False when they do not hold it. Throws `RoleError.lastOperator`, however many withdraw at once.
    func withdraw(
        _ grant: RoleGrant, from person: ID<Person>, by withdrawer: ID<Person>?, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> Bool
    /// Who may give roles. Nobody becomes one of them, or ceases to be one, until the transaction ends.
    func operators(in transaction: borrowing Transaction) async throws -> [ID<Person>]
}

/// A role that somebody holds.
package struct HeldRole: Sendable, Codable, Equatable {
    package let grant: RoleGrant
    package let since: Date
    /// Nil when it was given by a command, or who gave it has left.
    package let granter: Username?

    package init(grant: RoleGrant, since: Date, granter: Username?) {
        self.grant = grant
        self.since = since
        self.granter = granter
    }
}

/// Somebody with all the roles that they hold.
package struct RoleHolder: Sendable, Codable, Equatable {
    package let person: Person
    /// The longest held first.
    package let grants: [RoleGrant]

    package init(person: Person, grants: [RoleGrant]) {
        self.person = person
        self.grants = grants
    }
}

/// Why a role stays as it is.
package enum RoleError: Error, Equatable {
    case noSuchPerson(ID<Person>)
    /// Without them, nobody could give roles any more.
    case lastOperator
}
