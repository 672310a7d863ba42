import ArgumentParser
import Shared
import SharedInfrastructure
import SharedServices

/// `Blog migrate`
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Brings the database to the version of this program.")

    func run() async throws {
        let steps = try await OperatorSession.run(.blog) { session in
            try await Migrator(session.database, MigrationFiles(folder: session.config.migrationsRoot), logger: session.logger).migrate()
        }
        for step in steps { print("\(step.version) \(step.name)") }
        print(steps.isEmpty ? "The database was up to date." : "The database is up to date.")
    }
}
