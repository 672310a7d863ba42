package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Consents`` over PostgreSQL.
package struct PostgresConsents: Consents {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func scopes(
        of person: ID<Person>, for client: ClientID, in transaction: borrowing Transaction
    ) async throws -> Set<Scope> {
        let row = try await transaction.connection.query(
            "select scopes from oauth.consents where person_id = \(person) and client_id = \(client) for share"
        ).first
        let scopes: [Scope] = try row?["scopes"] ?? []
        return Set(scopes)
    }

    package func give(
        _ scopes: Set<Scope>, by person: ID<Person>, to client: ClientID, at moment: Date, in transaction: borrowing Transaction
    ) async throws {
        guard try await transaction.holds(person) else { throw PersonHasLeft(person) }
        try await transaction.connection.query(
            """
            insert into oauth.consents (person_id, client_id, scopes, given_at)
            values (\(person), \(client), \(scopes.sorted().map(\.rawValue)), \(moment))
            on conflict (person_id, client_id) do update set given_at = excluded.given_at,
                scopes = (select array_agg(distinct scope) from unnest(consents.scopes || excluded.scopes) scope)
            """)
    }

    package func withdraw(
        from client: ClientID, by person: ID<Person>, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> Bool {
        let consents = try await transaction.connection.query(
            "delete from oauth.consents where person_id = \(person) and client_id = \(client)")
        let grants = try await transaction.connection.query(
            """
            update oauth.grants set ended_at = \(moment) where person_id = \(person) and client_id = \(client) and ended_at is null
            """)
        return consents.affected + grants.affected > 0
    }

    package func consents(of person: ID<Person>) async throws -> [Consent] {
        try await database.query(
            """
            select c.client_id, c.scopes, c.given_at, l.name, l.redirects,
                (select max(g.used_at) from oauth.grants g where g.person_id = c.person_id and g.client_id = c.client_id) as used_at
            from oauth.consents c join oauth.clients l on l.id = c.client_id
            where c.person_id = \(person) order by c.given_at desc, c.client_id
            """
        ).map { row in
            let (scopes, redirects): ([Scope], [CallbackAddress]) = (try row["scopes"], try row["redirects"])
            return Consent(
                client: try row["client_id"], name: try row["name"], origins: Set(redirects.map(\.origin)).sorted(), scopes: Set(scopes),
                givenAt: try row["given_at"], usedAt: try row["used_at"])
        }
    }
}
