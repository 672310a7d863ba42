import FoundationEssentials
package import SharedPostgres
import SharedServices

/// The repository's root, where the programs find their files.
package let repositoryRoot: String = String(#filePath.dropLast("/Tests/Support/MigratedDatabase.swift".count))

extension TestTemplate {
    /// A database with all migrations made, and nothing in it.
    package static let migrated = TestTemplate("migrated") { database in
        _ = try await Migrator(database, try MigrationFiles(root: repositoryRoot), logger: .tests).migrate()
    }
}

/// Runs `body` with a client of a migrated database of its own, and drops the database after.
package func withMigratedDatabase<Answer: Sendable>(_ body: (Database) async throws -> Answer) async throws -> Answer {
    try await withTestDatabase(.migrated, body)
}
