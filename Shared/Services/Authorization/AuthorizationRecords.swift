package import Shared
import SharedPostgres

/// Which programs of others a person lets know who they are.
package struct AuthorizationRecords: PersonalRecords {
    package let name = "consents"
    private let consents: any Consents
    package init(_ consents: any Consents) { self.consents = consents }

    package func records(of owner: RecordsOwner) async throws -> any Encodable & Sendable {
        try await consents.consents(of: owner.person.id)
    }

    /// Ends their grants, with all that they gave, and takes their name away: what is left says on which device which programs are to be told of
    /// the sign-out, until ``AuthorizationSweeper`` removes it. Tokens go before grants, as they are locked by whoever exchanges one.
    package func erase(_ owner: RecordsOwner, in transaction: borrowing Transaction) async throws {
        let (connection, person) = (try transaction.connection, owner.person.id)
        try await connection.query("delete from oauth.consents where person_id = \(person)")
        try await connection.query(
            "delete from oauth.refresh_tokens t using oauth.grants g where g.id = t.grant_id and g.person_id = \(person)")
        try await connection.query("delete from oauth.codes c using oauth.grants g where g.id = c.grant_id and g.person_id = \(person)")
        try await connection.query(
            """
            update oauth.grants set ended_at = coalesce(ended_at, clock_timestamp()), person_id = null, nonce = null
            where person_id = \(person)
            """)
    }
}
