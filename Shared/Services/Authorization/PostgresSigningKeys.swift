import Crypto
import CryptoExtras
package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``SigningKeys`` over PostgreSQL.
package struct PostgresSigningKeys: SigningKeys {
    private let database: Database
    private let seal: KeySeal

    package init(_ database: Database, seal: KeySeal) {
        self.database = database
        self.seal = seal
    }

    package func keys() async throws -> [SigningKey] {
        try await database.query(
            """
            select id, status, sealed, created_at, changed_at from oauth.signing_keys
            order by array_position(array['current', 'next', 'previous'], status), changed_at desc, id
            """
        ).map { row in
            let (id, sealed): (String, [UInt8]) = (try row["id"], try row["sealed"])
            return SigningKey(
                id: id, status: try row["status"], createdAt: try row["created_at"], changedAt: try row["changed_at"],
                privateKey: try seal.open(sealed, as: id))
        }
    }

    package func complete(at moment: Date, in transaction: borrowing Transaction) async throws -> Bool {
        try await lock(in: transaction)
        let standing: [SigningKeyStatus] = try await transaction.connection.query(
            "select status from oauth.signing_keys where status <> 'previous'"
        ).map { try $0["status"] }
        for status in [SigningKeyStatus.current, .next] where !standing.contains(status) {
            try await make(status, at: moment, in: transaction)
        }
        return standing.count < 2
    }

    package func rotate(published: Date, at moment: Date, in transaction: borrowing Transaction) async throws {
        _ = try await complete(at: moment, in: transaction)
        let next = try await transaction.connection.query("select id, created_at from oauth.signing_keys where status = 'next'").first
        guard let next else { return }
        let (id, createdAt): (String, Date) = (try next["id"], try next["created_at"])
        guard createdAt <= published else { throw SigningKeyError.tooNew(publishedAt: createdAt) }
        try await transaction.connection.query(
            "update oauth.signing_keys set status = 'previous', changed_at = \(moment) where status = 'current'")
        try await transaction.connection.query(
            "update oauth.signing_keys set status = 'current', changed_at = \(moment) where id = \(id)")
        try await make(.next, at: moment, in: transaction)
    }

    package func turn(at moment: Date, in transaction: borrowing Transaction) async throws -> Bool {
        try await lock(in: transaction)
        let published = moment - SigningKey.notice.interval
        let due = try await transaction.connection.query(
            """
            select c.id from oauth.signing_keys c join oauth.signing_keys n on n.status = 'next' and n.created_at <= \(published)
            where c.status = 'current' and c.changed_at <= \(moment - SigningKey.term.interval)
            """)
        guard !due.isEmpty else { return false }
        try await rotate(published: published, at: moment, in: transaction)
        return true
    }

    package func forget(before date: Date, in transaction: borrowing Transaction) async throws -> Int {
        try await transaction.connection.query(
            "delete from oauth.signing_keys where status = 'previous' and changed_at < \(date)"
        ).affected
    }

    /// One at a time makes or turns keys.
    private func lock(in transaction: borrowing Transaction) async throws {
        try await transaction.connection.query("select pg_advisory_xact_lock(hashtext('oauth.signing_keys'))")
    }

    /// It is named by its own public part (RFC 7638 in spirit: SHA-256, of which 64 bits are enough to tell a handful apart).
    private func make(_ status: SigningKeyStatus, at moment: Date, in transaction: borrowing Transaction) async throws {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let id = SHA256.hash(data: key.publicKey.derRepresentation).prefix(8).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
        try await transaction.connection.query(
            """
            insert into oauth.signing_keys (id, status, sealed, created_at, changed_at)
            values (\(id), \(status), \(seal.seal(Array(key.derRepresentation), as: id)), \(moment), \(moment))
            """)
    }
}
