package import FoundationEssentials

/// Who is signed in where. Tokens are stored as hashes only.
package protocol Sessions: Sendable {
    /// Signs who is signed in on `device` in to one service, for `lifetime` or as long as the device is signed in, whichever is shorter. The
    /// token is told once, here. Throws `SessionError.noSuchDevice`, also when it has ended or run out by `moment`.
    func start(
        on device: ID<Device>, at service: ServiceName, moment: Date, lifetime: Duration, in transaction: borrowing Transaction
    ) async throws -> StartedSession
    /// Whose session `token` is. Nil when it is nobody's, has run out by `moment`, or was revoked.
    func find(_ token: SecretToken, at moment: Date) async throws -> SignedIn?
    /// A person's sessions that have not ended by `moment`, the latest first.
    func sessions(of person: ID<Person>, at moment: Date) async throws -> [Session]
    /// Ends those of `device` at one service: of it alone, and nobody is signed out elsewhere. Answers which ended.
    func revoke(on device: ID<Device>, at service: ServiceName, in transaction: borrowing Transaction) async throws -> [ID<Session>]
}

/// Why nobody was signed in.
package enum SessionError: Error, Equatable {
    case noSuchDevice(ID<Device>)
}

/// A session, and the token that only its cookie will have.
package struct StartedSession: Sendable, Equatable {
    package let session: Session
    package let token: SecretToken

    package init(session: Session, token: SecretToken) {
        self.session = session
        self.token = token
    }
}

/// Somebody who is signed in, with what every page shows of them and every action asks of them.
package struct SignedIn: Sendable, Codable, Equatable {
    package let session: Session
    package let username: Username
    package let name: String
    /// The roles that they hold beside that of a member.
    package let grants: [RoleGrant]

    package init(session: Session, username: Username, name: String, grants: [RoleGrant] = []) {
        self.session = session
        self.username = username
        self.name = name
        self.grants = grants
    }

    /// Whether they have `role` of `scope`, by any of the roles that they hold.
    package func has(_ role: Role, of scope: RoleScope = .site) -> Bool {
        Role.member.includes(role) || grants.contains { $0.gives(role, of: scope) }
    }
}
