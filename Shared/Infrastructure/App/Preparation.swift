import Logging
import SharedPostgres
import SharedServices

extension AppResources {
    /// What must be so before a service listens: the database is there, and its schema is one that this program works with.
    /// Answers how many connections the database takes from everybody together.
    /// - Throws: `MigrationError`, `SchemaError` and others, each of which is one line for the operator.
    func prepare() async throws -> Int {
        for tool in PictureTool.missing() {
            logger.warning("\(PictureStoreError.toolMissing(tool.rawValue))")
        }
        if config.runMigrations {
            let steps = try await Migrator(database, MigrationFiles(folder: config.migrationsRoot), logger: logger).migrate()
            if !steps.isEmpty { logger.notice("the database was migrated", metadata: ["steps": "\(steps.count)"]) }
        }
        try await Schema.check(database)
        let rows = try await database.query("select current_setting('max_connections')::int8 as connections")
        guard let row = rows.first else { return 0 }
        let connections: Int = try row["connections"]
        return connections
    }
}
