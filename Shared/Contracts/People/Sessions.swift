package import FoundationEssentials

/// Who is signed in where. Tokens are stored as hashes only.
package protocol Sessions: Sendable {
    /// Signs somebody in to one service for `lifetime`. The token is told once, here. Throws `SessionError.noSuchPerson`.
    func start(
        for person: ID<Person>, on service: ServiceName, device: String, at moment: Date, lifetime: Duration,
        in transaction: borrowing Transaction
    ) async throws -> StartedSession
    /// Whose session `token` is. Nil when it is nobody's, has run out by `moment`, or was revoked.
    func find(_ token: SessionToken, at moment: Date) async throws -> SignedIn?
    /// A person's sessions that have not ended by `moment`, the latest first.
    func sessions(of person: ID<Person>, at moment: Date) async throws -> [Session]
    /// Ends one session of `person`. Answers whether there was one to end.
    func revoke(_ session: ID<Session>, of person: ID<Person>, in transaction: borrowing Transaction) async throws -> Bool
    /// Ends all sessions of `person`, and answers which, so that caches can forget them.
    func revokeAll(of person: ID<Person>, in transaction: borrowing Transaction) async throws -> [ID<Session>]
}

/// Why nobody was signed in.
package enum SessionError: Error, Equatable {
    case noSuchPerson(ID<Person>)
}

/// A session, and the token that only its cookie will have.
package struct StartedSession: Sendable, Equatable {
    package let session: Session
    package let token: SessionToken

    package init(session: Session, token: SessionToken) {
        self.session = session
        self.token = token
    }
}

/// Somebody who is signed in, with what every page shows of them.
package struct SignedIn: Sendable, Codable, Equatable {
    package let session: Session
    package let username: Username
    package let name: String

    package init(session: Session, username: Username, name: String) {
        self.session = session
        self.username = username
        self.name = name
    }
}
