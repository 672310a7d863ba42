package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Grants`` over PostgreSQL.
package struct PostgresGrants: Grants {
    private let database: Database
    let successors: SuccessorKey

    /// `successors` derives each refresh token from the one before.
    package init(_ database: Database, successors: SuccessorKey) {
        self.database = database
        self.successors = successors
    }

    package func grant(_ new: NewGrant, at moment: Date, in transaction: borrowing Transaction) async throws -> SecretToken {
        guard try await transaction.holds(new.device.person) else { throw PersonHasLeft(new.device.person) }
        let (id, code) = (ID<Grant>(at: moment), SecretToken())
        try await transaction.connection.query(
            """
            insert into oauth.grants (id, client_id, person_id, device_id, scopes, nonce, proved_at, method, granted_at, used_at)
            values (\(id), \(new.client), \(new.device.person), \(new.device.id), \(new.scopes.sorted().map(\.rawValue)), \(new.nonce),
                \(new.device.provedAt), \(new.device.method), \(moment), \(moment))
            """)
        try await transaction.connection.query(
            """
            insert into oauth.codes (code_hash, grant_id, redirect, challenge, expires_at)
            values (\(code.hash), \(id), \(new.redirect.description), \(new.challenge.description),
                \(moment + NewGrant.codeLifetime.interval))
            """)
        return code
    }

    package func grant(_ id: ID<Grant>) async throws -> Grant? {
        try await database.query(
            """
            select id, client_id, person_id, device_id, scopes, nonce, proved_at, method, granted_at from oauth.grants
            where id = \(id) and ended_at is null
            """, on: .lane
        ).first.map(Self.grant)
    }

    package func find(_ token: SecretToken) async throws -> RefreshToken? {
        try await database.query(
            """
            select g.id, g.client_id, g.person_id, g.device_id, g.scopes, g.nonce, g.proved_at, g.method, g.granted_at, t.issued_at, t.expires_at,
                t.used_at
            from oauth.refresh_tokens t join oauth.grants g on g.id = t.grant_id
            where t.token_hash = \(token.hash) and g.ended_at is null
            """, on: .lane
        ).first.map { row in
            RefreshToken(
                grant: try Self.grant(row), issuedAt: try row["issued_at"], expiresAt: try row["expires_at"], usedAt: try row["used_at"])
        }
    }

    package func end(_ id: ID<Grant>, at moment: Date, in transaction: borrowing Transaction) async throws -> Bool {
        try await transaction.connection.query(
            "update oauth.grants set ended_at = \(moment) where id = \(id) and ended_at is null"
        ).affected == 1
    }

    package func endAll(on device: ID<Device>, at moment: Date, in transaction: borrowing Transaction) async throws -> [ClientID] {
        // Locked in one order, so that two that end the same ones do not wait for each other.
        try await transaction.connection.query(
            """
            with living as (
                select id from oauth.grants where device_id = \(device) and ended_at is null order by id for update
            )
            update oauth.grants g set ended_at = \(moment) from living where g.id = living.id
            """)
        return try await transaction.connection.query(
            "select distinct client_id from oauth.grants where device_id = \(device) order by client_id"
        ).map { try $0["client_id"] }
    }

    static func grant(_ row: PostgresRow) throws -> Grant {
        let scopes: [Scope] = try row["scopes"]
        return Grant(
            id: try row["id"], client: try row["client_id"], person: try row["person_id"], device: try row["device_id"],
            scopes: Set(scopes), nonce: try row["nonce"], provedAt: try row["proved_at"], method: try row["method"],
            grantedAt: try row["granted_at"])
    }
}
