import Logging
import SharedServices

extension AppResources {
    /// What must be so before a service listens: the database is there, and its schema is one that this program works with.
    /// - Throws: `MigrationError`, `SchemaError` and others, each of which is one line for the operator.
    func prepare() async throws {
        if config.runMigrations {
            let steps = try await Migrator(database, MigrationFiles(folder: config.migrationsRoot), logger: logger).migrate()
            if !steps.isEmpty { logger.notice("the database was migrated", metadata: ["steps": "\(steps.count)"]) }
        }
        try await Schema.check(database)
    }
}
