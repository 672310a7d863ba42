import Crypto
package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Sessions`` over PostgreSQL.
package struct PostgresSessions: Sessions {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func start(
        for person: ID<Person>, on service: ServiceName, device: String, at moment: Date, lifetime: Duration,
        in transaction: borrowing Transaction
    ) async throws -> StartedSession {
        let token = SessionToken()
        let device = String(String.UnicodeScalarView(device.unicodeScalars.filter { $0 != "\0" }.prefix(200)))
        let rows = try await transaction.connection.query(
            """
            insert into account.sessions (id, person_id, service, device, token_hash, started_at, expires_at)
            select \(ID<Session>()), p.id, \(service), \(device), \(token.hash), \(moment), \(moment + lifetime.interval)
            from account.people p where p.id = \(person)
            returning id, person_id, service, device, started_at, expires_at
            """)
        guard let row = rows.first else { throw SessionError.noSuchPerson(person) }
        return StartedSession(session: try Self.session(row), token: token)
    }

    package func find(_ token: SessionToken, at moment: Date) async throws -> SignedIn? {
        let row = try await database.query(
            """
            select s.id, s.person_id, s.service, s.device, s.started_at, s.expires_at, p.username, p.name
            from account.sessions s
            join account.people p on p.id = s.person_id
            where s.token_hash = \(token.hash) and s.revoked_at is null and s.expires_at > \(moment)
            """, on: .lane
        ).first
        guard let row else { return nil }
        return SignedIn(session: try Self.session(row), username: try row["username"], name: try row["name"])
    }

    package func sessions(of person: ID<Person>, at moment: Date) async throws -> [Session] {
        try await database.query(
            """
            select id, person_id, service, device, started_at, expires_at from account.sessions
            where person_id = \(person) and revoked_at is null and expires_at > \(moment)
            order by started_at desc, id desc
            """
        ).map(Self.session)
    }

    package func revoke(_ session: ID<Session>, of person: ID<Person>, in transaction: borrowing Transaction) async throws -> Bool {
        try await transaction.connection.query(
            """
            update account.sessions set revoked_at = clock_timestamp()
            where id = \(session) and person_id = \(person) and revoked_at is null
            """
        ).affected == 1
    }

    package func revokeAll(of person: ID<Person>, in transaction: borrowing Transaction) async throws -> [ID<Session>] {
        try await transaction.connection.query(
            """
            update account.sessions set revoked_at = clock_timestamp() where person_id = \(person) and revoked_at is null returning id
            """
        ).map { try $0["id"] }
    }

    private static func session(_ row: PostgresRow) throws -> Session {
        Session(
            id: try row["id"], person: try row["person_id"], service: try row["service"], device: try row["device"],
            startedAt: try row["started_at"], expiresAt: try row["expires_at"])
    }
}

extension SessionToken {
    /// Its SHA-256, as it is stored: also what caches of sessions are keyed by, so that none holds the token itself.
    package var hash: [UInt8] { Array(SHA256.hash(data: bytes)) }
}

extension Duration {
    /// In seconds.
    var interval: TimeInterval { TimeInterval(components.seconds) + TimeInterval(components.attoseconds) / 1e18 }
}
