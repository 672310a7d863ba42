package import FoundationEssentials
package import Shared
import SharedPostgres

extension PostgresGrants {
    package func redeem(
        _ code: SecretToken, _ proof: CodeProof, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> Redemption {
        // Of any number that show it at once, one finds it unused: the others wait for its row here, and look again when the first is done.
        let first = try await transaction.connection.query(
            """
            update oauth.codes c set used_at = \(moment) from oauth.grants g
            where c.code_hash = \(code.hash) and c.used_at is null and g.id = c.grant_id and g.client_id = \(proof.client)
            returning c.redirect, c.challenge, c.expires_at, g.ended_at, g.id, g.client_id, g.person_id, g.device_id, g.scopes, g.nonce, g.proved_at,
                g.method, g.granted_at
            """
        ).first
        guard let first else { return try await endReused(code, proof.client, at: moment, in: transaction) }
        let (redirect, challenge, expiresAt, endedAt): (String, String, Date, Date?) =
            (try first["redirect"], try first["challenge"], try first["expires_at"], try first["ended_at"])
        guard endedAt == nil else { return .refused }
        let grant = try Self.grant(first)
        guard expiresAt > moment, redirect == proof.redirect, proof.verifier.answers(challenge) else {
            // Nothing was given, and nothing can be given for it any more.
            _ = try await end(grant.id, at: moment, in: transaction)
            return .refused
        }
        guard grant.scopes.contains(.offlineAccess) else { return .granted(grant, refresh: nil) }
        let token = SecretToken()
        try await store(token, of: grant.id, at: moment, in: transaction)
        return .granted(grant, refresh: token)
    }

    /// The code was not there to be used: it was used before, or it is no code of this client's.
    private func endReused(
        _ code: SecretToken, _ client: ClientID, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> Redemption {
        let rows = try await transaction.connection.query(
            """
            update oauth.grants g set ended_at = \(moment) from oauth.codes c
            where c.code_hash = \(code.hash) and c.used_at is not null and g.id = c.grant_id and g.client_id = \(client) and g.ended_at is null
            returning g.id, g.client_id, g.person_id, g.device_id, g.scopes, g.nonce, g.proved_at, g.method, g.granted_at
            """)
        return try rows.first.map { .reused(try Self.grant($0)) } ?? .refused
    }

    package func refresh(
        _ token: SecretToken, by client: ClientID, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> Redemption {
        // The token's row is locked, so that those who show it at once come one after the other.
        let row = try await transaction.connection.query(
            """
            select t.expires_at, t.used_at, g.ended_at, g.id, g.client_id, g.person_id, g.device_id, g.scopes, g.nonce, g.proved_at, g.method,
                g.granted_at
            from oauth.refresh_tokens t join oauth.grants g on g.id = t.grant_id
            where t.token_hash = \(token.hash) and g.client_id = \(client) for update of t
            """
        ).first
        guard let row else { return .refused }
        let (expiresAt, usedAt, endedAt): (Date, Date?, Date?) = (try row["expires_at"], try row["used_at"], try row["ended_at"])
        guard endedAt == nil else { return .refused }
        let grant = try Self.grant(row)
        let successor = successors.successor(of: token)
        if let usedAt {
            guard moment >= usedAt + Grant.replayTime.interval else { return .granted(grant, refresh: successor) }
            _ = try await end(grant.id, at: moment, in: transaction)
            return .reused(grant)
        }
        guard expiresAt > moment else { return .refused }
        try await transaction.connection.query("update oauth.refresh_tokens set used_at = \(moment) where token_hash = \(token.hash)")
        try await store(successor, of: grant.id, at: moment, in: transaction)
        return .granted(grant, refresh: successor)
    }

    /// Gives a grant its standing token. That is a use of the grant.
    private func store(
        _ token: SecretToken, of grant: ID<Grant>, at moment: Date, in transaction: borrowing Transaction
    ) async throws {
        try await transaction.connection.query(
            """
            with used as (update oauth.grants set used_at = greatest(used_at, \(moment)) where id = \(grant))
            insert into oauth.refresh_tokens (token_hash, grant_id, issued_at, expires_at)
            values (\(token.hash), \(grant), \(moment), \(moment + Grant.refreshLifetime.interval))
            """)
    }
}
