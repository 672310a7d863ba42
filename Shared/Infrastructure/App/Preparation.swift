import Logging
import SharedPostgres
import SharedServices

extension AppResources {
    /// What must be so before a service listens: the database is there, and its schema is one that this program works with.
    /// Answers how many connections the database takes from everybody together.
    /// - Throws: `MigrationError`, `SchemaError` and others, each of which is one line for the operator.
    func prepare(guardingPicturesBy guarding: [String] = PictureGuard.words) async throws -> Int {
        async let isGuarded = PictureGuard.holds(guarding)
        let missing = PictureTool.missing()
        for tool in missing {
            logger.warning("\(PictureStoreError.toolMissing(tool.rawValue))")
        }
        if config.runMigrations {
            let steps = try await Migrator(database, MigrationFiles(folder: config.migrationsRoot), logger: logger).migrate()
            if !steps.isEmpty { logger.notice("the database was migrated", metadata: ["steps": "\(steps.count)"]) }
        }
        try await Schema.check(database)
        if missing.isEmpty, await !isGuarded { logger.warning("\(PictureGuard.warning)") }
        let rows = try await database.query("select current_setting('max_connections')::int8 as connections")
        guard let row = rows.first else { return 0 }
        let connections: Int = try row["connections"]
        return connections
    }
}
