import SharedPostgres
import SharedServices
import Support
import Testing

@Suite struct MigratorTests {
    @Test func `an empty database is brought to the version that the code needs`() async throws {
        try await withTestDatabase { database in
            let files = try MigrationFiles(root: repositoryRoot)
            let made = try await Migrator(database, files, logger: .tests).migrate()
            #expect(made == files.all)
            #expect(made.last?.version == Schema.version)
            try await Schema.check(database)
        }
    }
}
