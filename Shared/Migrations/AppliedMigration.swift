import SharedPostgres

/// A step that a database has made.
struct AppliedMigration: Sendable, Equatable {
    let version: Int
    let compatibleFrom: Int
    let checksum: [UInt8]

    /// All of them, lowest first. The table must be there.
    static func all(_ connection: PostgresConnection) async throws -> [AppliedMigration] {
        try await connection.query("select version, compatible_from, checksum from public.schema_migrations order by version").map(read)
    }

    /// All of them, lowest first; none when the database was never migrated.
    static func all(_ database: Database) async throws -> [AppliedMigration] {
        do {
            return try await database.query(
                "select version, compatible_from, checksum from public.schema_migrations order by version"
            ).map(read)
        } catch let error as PostgresError where error.serverError?.sqlstate == .undefinedTable {
            return []
        }
    }

    private static func read(_ row: PostgresRow) throws -> AppliedMigration {
        AppliedMigration(version: try row["version"], compatibleFrom: try row["compatible_from"], checksum: try row["checksum"])
    }
}
