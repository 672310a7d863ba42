import SharedPostgres
import SharedServices
import Support
import Testing

@Suite struct SchemaCheckTests {
    @Test func `a database that was never migrated is told from one that cannot be reached`() async throws {
        try await withTestDatabase { database async throws -> Void in
            await #expect(throws: SchemaError.notMigrated) { try await Schema.check(database) }
        }
        let nowhere = try Database(PostgresConfiguration(url: "postgres://rose_ash@/nothing?host=/tmp/rose-ash-nowhere"), logger: .silent)
        let error = await #expect(throws: SchemaError.self) { try await Schema.check(nowhere) }
        await nowhere.shutDown()
        guard case .unreachable(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("cannot be reached") && !reason.contains("\n"))
    }

    @Test func `a database that lacks a step is too old, and one that outdates this code is too new`() async throws {
        try await withMigratedDatabase { database async throws in
            try await database.query("delete from public.schema_migrations where version = \(Schema.version)")
            await #expect(throws: SchemaError.tooOld(version: Schema.version - 1, needed: Schema.version)) {
                try await Schema.check(database)
            }
            let (next, after) = (Schema.version + 1, Schema.version + 2)
            try await database.query(
                """
                insert into public.schema_migrations (version, name, compatible_from, checksum)
                values (\(Schema.version), 'again', 1, ''), (\(next), 'expand', \(Schema.version), '')
                """)
            // A newer database that this code still works with: a rolling update, or a rollback.
            try await Schema.check(database)
            try await database.query(
                "insert into public.schema_migrations (version, name, compatible_from, checksum) values (\(after), 'contract', \(next), '')"
            )
            await #expect(throws: SchemaError.tooNew(version: after, needed: Schema.version, oldest: next)) {
                try await Schema.check(database)
            }
        }
    }

    @Test(arguments: [
        SchemaError.unreachable(reason: "PostgreSQL cannot be reached: no such host"), .notMigrated, .tooOld(version: 3, needed: 7),
        .tooNew(version: 9, needed: 7, oldest: 8),
    ])
    func `each refusal is one line that says what to do or what is wrong`(error: SchemaError) {
        #expect(!error.description.contains("\n") && error.description.count > 20)
    }
}
