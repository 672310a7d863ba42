package import Logging
import Shared
package import SharedPostgres

/// Brings the database to the version of the program's migrations.
package struct Migrator: Sendable {
    private let database: Database
    private let files: MigrationFiles
    private let logger: Logger

    package init(_ database: Database, _ files: MigrationFiles, logger: Logger) {
        self.database = database
        self.files = files
        self.logger = logger
    }

    /// Makes the steps that are missing, each in a transaction of its own, so that one that fails leaves nothing behind and the ones before
    /// it stay. Of two that migrate at the same time, each waits for the other's step and goes on after it.
    ///
    /// Answers the steps that this call made. A database that is further than this program is left as it is.
    /// - Throws: ``MigrationError``, ``PostgresError``.
    package func migrate() async throws -> [Migration] {
        var made: [Migration] = []
        do {
            while let step = try await next() {
                logger.info("migrated", metadata: ["version": "\(step.version)", "name": "\(step.name)"])
                made.append(step)
            }
        } catch MigrationError.usernamesAlike(let version, let name, _) {
            // The server says what they look like, and not which they are.
            throw MigrationError.usernamesAlike(version: version, name: name, usernames: try await usernamesAlike())
        }
        return made
    }

    /// The usernames that look like another, by their look, as the people joined.
    private func usernamesAlike() async throws -> [[Username]] {
        let usernames: [Username] = try await database.query("select username from account.people order by joined_at, id").map {
            try $0["username"]
        }
        return Dictionary(grouping: usernames, by: \.skeleton).filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Makes the first missing step and answers it; nil when none is missing.
    private func next() async throws -> Migration? {
        try await database.run { (transaction: borrowing Transaction) in
            let connection = try transaction.connection
            try await connection.allow(nil)
            // Held to the end of the transaction. The number is ours alone: nothing else in the platform takes advisory locks of one key.
            try await connection.query("select pg_advisory_xact_lock(7310203, 1)")
            try await connection.query(
                """
                create table if not exists public.schema_migrations (
                    version integer not null,
                    name text not null,
                    compatible_from integer not null,
                    checksum bytea not null,
                    applied_at timestamptz not null default now(),
                    constraint schema_migrations_pkey primary key (version),
                    constraint schema_migrations_compatible check (compatible_from between 1 and version)
                )
                """)
            guard let step = try files.missing(after: try await AppliedMigration.all(connection)) else { return nil }
            do { try await connection.runScript(step.script) } catch let error as PostgresError {
                guard let reason = error.serverError else { throw error }
                if reason.isUniqueViolation(of: "people_username_skeleton") {
                    throw MigrationError.usernamesAlike(version: step.version, name: step.name, usernames: [])
                }
                throw MigrationError.failed(version: step.version, name: step.name, reason: reason.description)
            }
            try await connection.query(
                """
                insert into public.schema_migrations (version, name, compatible_from, checksum)
                values (\(step.version), \(step.name), \(step.compatibleFrom), \(step.checksum))
                """)
            return step
        }
    }
}

extension MigrationFiles {
    /// The first step that is not among `applied`. Throws ``MigrationError``.
    func missing(after applied: [AppliedMigration]) throws -> Migration? {
        for (index, applied) in applied.enumerated() {
            guard applied.version == index + 1 else { throw MigrationError.gap(version: index + 1) }
            guard index < all.count else { continue }
            guard applied.checksum == all[index].checksum else {
                throw MigrationError.edited(version: applied.version, name: all[index].name)
            }
        }
        return applied.count < all.count ? all[applied.count] : nil
    }
}
