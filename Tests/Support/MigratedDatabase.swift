import FoundationEssentials
package import SharedPostgres
import SharedServices

/// The repository's root, where the programs find their files.
package let repositoryRoot: String = String(#filePath.dropLast("/Tests/Support/MigratedDatabase.swift".count))

extension TestTemplate {
    /// A database with all migrations made, and nothing in it.
    package static let migrated = TestTemplate("migrated") { database in
        _ = try await Migrator(database, try MigrationFiles(root: repositoryRoot), logger: .silent).migrate()
    }
}

/// Runs `body` with a client of a migrated database of its own, and drops the database after. A few run at once: hundreds of tests that
/// are all begun would keep each other waiting until their time-outs.
package func withMigratedDatabase<Answer: Sendable>(_ body: (Database) async throws -> Answer) async throws -> Answer {
    await Gate.databases.enter()
    do {
        // How long a pool is waited for is SharedPostgres's own test; here a busy machine is to fail nothing.
        let answer = try await withTestDatabase(.migrated, configure: { $0.poolTimeout = .seconds(60) }, body)
        await Gate.databases.leave()
        return answer
    } catch {
        await Gate.databases.leave()
        throw error
    }
}
