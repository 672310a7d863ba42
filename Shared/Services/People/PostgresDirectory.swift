package import Shared
package import SharedPostgres

/// ``Directory`` over PostgreSQL.
package struct PostgresDirectory: Directory {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func people(_ words: String, _ page: PageRequest) async throws -> Listing<RoleHolder> {
        let words = words.storable(upTo: 300)
        let rows = try await database.query(
            """
            select p.id, p.username, p.name, p.email, p.joined_at, p.version, array(
                select r.role || ' ' || r.scope from account.roles r
                where r.person_id = p.id and r.withdrawn_at is null order by r.granted_at, r.id
            ) as held, count(*) over ()::int as total
            from account.people p
            where strpos(p.username, lower(\(words))) > 0 or strpos(lower(p.name), lower(\(words))) > 0 or p.email = lower(\(words))
            order by p.username limit \(page.size) offset \(page.offset)
            """)
        let items = try rows.map { RoleHolder(person: try $0.person, grants: try $0["held"]) }
        return Listing(items: items, total: try rows.first?["total"] ?? 0, page: page)
    }
}
