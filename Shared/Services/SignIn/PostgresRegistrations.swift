package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Registrations`` over PostgreSQL.
package struct PostgresRegistrations: Registrations {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func begin(
        _ registration: Registration, in browser: SecretToken, at moment: Date, in transaction: borrowing Transaction
    ) async throws {
        try await transaction.connection.query(
            """
            insert into account.registrations (browser_hash, address, next, expires_at)
            values (\(browser.hash), \(registration.address), \(registration.next), \(moment + Registration.lifetime.interval))
            on conflict (browser_hash) do update set address = excluded.address, next = excluded.next, expires_at = excluded.expires_at
            """)
    }

    package func find(in browser: SecretToken, at moment: Date) async throws -> Registration? {
        try await database.query(
            "select address, next from account.registrations where browser_hash = \(browser.hash) and expires_at > \(moment)", on: .lane
        ).first.map(Self.registration)
    }

    package func end(in browser: SecretToken, at moment: Date, in transaction: borrowing Transaction) async throws -> Registration? {
        try await transaction.connection.query(
            """
            delete from account.registrations where browser_hash = \(browser.hash) and expires_at > \(moment) returning address, next
            """
        ).first.map(Self.registration)
    }

    package func sweep(expiredBefore moment: Date, limit: Int, in transaction: borrowing Transaction) async throws -> Int {
        try await transaction.connection.query(
            """
            with old as (
                select r.browser_hash from account.registrations r where r.expires_at < \(moment) limit \(limit) for update skip locked
            )
            delete from account.registrations r using old where r.browser_hash = old.browser_hash
            """
        ).affected
    }

    private static func registration(_ row: PostgresRow) throws -> Registration {
        Registration(address: try row["address"], next: try row["next"])
    }
}
