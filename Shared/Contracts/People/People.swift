/// The people who have accounts.
package protocol People: Sendable {
    /// Nil when nobody has this id.
    func person(_ id: ID<Person>) async throws -> Person?
    /// Nil when nobody has this name.
    func named(_ username: Username) async throws -> Person?
    /// Nil when nobody has this address.
    func reached(at address: EmailAddress) async throws -> Person?
    /// Makes an account. Throws `usernameTaken` (also when who had the name has left), `addressTaken`, `invalidName`.
    func register(_ username: Username, name: String, email: EmailAddress, in transaction: borrowing Transaction) async throws -> Person
}

/// Something was to be written for somebody who has left meanwhile.
package struct PersonHasLeft: Error, Equatable {
    package let person: ID<Person>
    package init(_ person: ID<Person>) { self.person = person }
}

/// Why no account was made.
package enum PeopleError: Error, Equatable {
    /// Somebody has the name, or one that looks the same (``Username/skeleton``).
    case usernameTaken(Username)
    case addressTaken(EmailAddress)
    /// The name is empty or blank, longer than 200 characters, or holds a NUL character.
    case invalidName
}
