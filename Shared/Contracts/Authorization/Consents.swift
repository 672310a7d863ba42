package import FoundationEssentials

/// Which clients of other people's somebody lets know who they are.
package protocol Consents: Sendable {
    /// What `person` let `client` do; empty when nothing. Until `transaction` is done, nobody takes it back: what is given by it is given before.
    func scopes(of person: ID<Person>, for client: ClientID, in transaction: borrowing Transaction) async throws -> Set<Scope>
    /// Lets it do `scopes`, beside what it may do already. Throws ``PersonHasLeft``.
    func give(_ scopes: Set<Scope>, by person: ID<Person>, to client: ClientID, at moment: Date, in transaction: borrowing Transaction)
        async throws
    /// Takes all back, and ends the client's grants of `person` on every device. Answers whether there was something to take back.
    func withdraw(from client: ClientID, by person: ID<Person>, at moment: Date, in transaction: borrowing Transaction) async throws -> Bool
    /// All of `person`, the latest first.
    func consents(of person: ID<Person>) async throws -> [Consent]
}

/// What somebody let a client do.
package struct Consent: Sendable, Codable, Equatable {
    package let client: ClientID
    package let name: String
    /// Where browsers may be sent back to it, each once: `https://app.example.org`.
    package let origins: [String]
    package let scopes: Set<Scope>
    package let givenAt: Date
    /// When the client last asked for something by it; nil when that is not known any more.
    package let usedAt: Date?

    package init(client: ClientID, name: String, origins: [String], scopes: Set<Scope>, givenAt: Date, usedAt: Date?) {
        self.client = client
        self.name = name
        self.origins = origins
        self.scopes = scopes
        self.givenAt = givenAt
        self.usedAt = usedAt
    }
}
