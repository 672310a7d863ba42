package import FoundationEssentials
import Shared
package import SharedPostgres

/// ``AnsweredChallenges`` over PostgreSQL.
package struct PostgresAnsweredChallenges: AnsweredChallenges {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func note(_ hash: [UInt8], until end: Date, at moment: Date) async throws -> Bool {
        // Each answer takes some of the old ones away, so that they never gather. One that another is taking away is left to it.
        try await database.query(
            """
            with old as (
                delete from account.passkey_challenges where hash in (
                    select hash from account.passkey_challenges where expires_at <= \(moment) order by expires_at limit 20 for update skip locked
                )
            )
            insert into account.passkey_challenges (hash, expires_at) values (\(hash), \(end)) on conflict do nothing
            """
        ).affected == 1
    }
}
