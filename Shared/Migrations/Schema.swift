package import SharedPostgres

/// The schema that this program's code was written for.
package enum Schema {
    /// The number of the last migration.
    package static let version = 26

    /// Throws ``SchemaError`` unless code of ``version`` works on `database`: it has made that step, and none that outdates it.
    package static func check(_ database: Database) async throws {
        try await check(database, needs: version)
    }

    static func check(_ database: Database, needs needed: Int) async throws {
        let applied: [AppliedMigration]
        do { applied = try await AppliedMigration.all(database) } catch let error as PostgresError {
            throw SchemaError.unreachable(reason: error.description)
        }
        guard let last = applied.last else { throw SchemaError.notMigrated }
        let oldest = applied.map(\.compatibleFrom).max() ?? 1
        guard last.version >= needed else { throw SchemaError.tooOld(version: last.version, needed: needed) }
        guard needed >= oldest else { throw SchemaError.tooNew(version: last.version, needed: needed, oldest: oldest) }
    }
}

/// Why a program cannot start on a database. Each is one line for operators.
package enum SchemaError: Error, Equatable {
    case unreachable(reason: String)
    case notMigrated
    case tooOld(version: Int, needed: Int)
    /// The database has made a step that code of before `oldest` does not work with.
    case tooNew(version: Int, needed: Int, oldest: Int)
}

extension SchemaError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreachable(let reason): reason
        case .notMigrated: "The database is empty: run “Blog migrate”, or start blog with RUN_MIGRATIONS=true"
        case .tooOld(let version, let needed):
            "The database is at migration \(version), and this program needs \(needed): run “Blog migrate”, or start blog with RUN_MIGRATIONS=true"
        case .tooNew(let version, let needed, let oldest):
            "The database is at migration \(version), which programs before \(oldest) cannot use, and this one is of \(needed): deploy a newer one"
        }
    }
}
