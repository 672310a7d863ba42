package import Shared
package import SharedPostgres

/// ``AuditTrail`` over PostgreSQL.
package struct PostgresAuditTrail: AuditTrail {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func record(_ entry: AuditEntry, of person: ID<Person>, in transaction: borrowing Transaction) async throws {
        _ = try await transaction.connection.query(
            """
            insert into account.audit_entries (id, person_id, kind, happened_at, device, detail)
            select \(ID<AuditEntry>(at: entry.at)), p.id, \(entry.kind), \(entry.at), \(entry.device.storable(upTo: 200)),
                \(entry.detail.storable(upTo: 200))
            from account.people p where p.id = \(person) for key share
            """)
    }

    package func entries(of person: ID<Person>, limit: Int) async throws -> [AuditEntry] {
        try await database.query(
            """
            select kind, happened_at, device, detail from account.audit_entries
            where person_id = \(person) order by happened_at desc, id desc limit \(limit)
            """
        ).map(Self.entry)
    }

    package func entries(of person: ID<Person>, _ page: PageRequest) async throws -> Listing<AuditEntry> {
        let rows = try await database.query(
            """
            select kind, happened_at, device, detail, count(*) over ()::int as total from account.audit_entries
            where person_id = \(person) order by happened_at desc, id desc limit \(page.size) offset \(page.offset)
            """)
        return Listing(items: try rows.map(Self.entry), total: try rows.first?["total"] ?? 0, page: page)
    }

    private static func entry(_ row: PostgresRow) throws -> AuditEntry {
        AuditEntry(kind: try row["kind"], at: try row["happened_at"], device: try row["device"], detail: try row["detail"])
    }
}
