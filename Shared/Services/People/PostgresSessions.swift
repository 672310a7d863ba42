import Crypto
package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Sessions`` over PostgreSQL.
package struct PostgresSessions: Sessions {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func start(
        on device: ID<Device>, at service: ServiceName, moment: Date, lifetime: Duration, in transaction: borrowing Transaction
    ) async throws -> StartedSession {
        let token = SecretToken()
        // The device is locked, so that a session which is just starting does not outlive a device that is just ending.
        let rows = try await transaction.connection.query(
            """
            insert into account.sessions (id, person_id, device_id, service, device, token_hash, started_at, expires_at)
            select \(ID<Session>()), d.person_id, d.id, \(service), d.label, \(token.hash), \(moment),
                least(\(moment + lifetime.interval), d.expires_at)
            from (
                select id, person_id, label, expires_at from account.devices
                where id = \(device) and ended_at is null and expires_at > \(moment) for share
            ) d
            returning id, person_id, service, device_id, started_at, expires_at
            """)
        guard let row = rows.first else { throw SessionError.noSuchDevice(device) }
        return StartedSession(session: try Self.session(row), token: token)
    }

    package func find(_ token: SecretToken, at moment: Date) async throws -> SignedIn? {
        let row = try await database.query(
            """
            select s.id, s.person_id, s.service, s.device_id, s.started_at, s.expires_at, p.username, p.name, array(
                select r.role || ' ' || r.scope from account.roles r
                where r.person_id = p.id and r.withdrawn_at is null order by r.granted_at, r.id
            ) as held
            from account.sessions s
            join account.people p on p.id = s.person_id
            where s.token_hash = \(token.hash) and s.device_id is not null and s.revoked_at is null and s.expires_at > \(moment)
            """, on: .lane
        ).first
        guard let row else { return nil }
        return SignedIn(
            session: try Self.session(row), username: try row["username"], name: try row["name"], grants: try row["held"])
    }

    package func sessions(of person: ID<Person>, at moment: Date) async throws -> [Session] {
        try await database.query(
            """
            select id, person_id, service, device_id, started_at, expires_at from account.sessions
            where person_id = \(person) and device_id is not null and revoked_at is null and expires_at > \(moment)
            order by started_at desc, id desc
            """
        ).map(Self.session)
    }

    package func revoke(
        on device: ID<Device>, at service: ServiceName, in transaction: borrowing Transaction
    ) async throws -> [ID<Session>] {
        try await transaction.connection.query(
            """
            update account.sessions set revoked_at = clock_timestamp()
            where device_id = \(device) and service = \(service) and revoked_at is null returning id
            """
        ).map { try $0["id"] }
    }

    private static func session(_ row: PostgresRow) throws -> Session {
        Session(
            id: try row["id"], person: try row["person_id"], service: try row["service"], device: try row["device_id"],
            startedAt: try row["started_at"], expiresAt: try row["expires_at"])
    }
}

extension SecretToken {
    /// Its SHA-256, as it is stored: also what caches of sessions are keyed by, so that none holds the token itself.
    package var hash: [UInt8] { Array(SHA256.hash(data: bytes)) }
}
