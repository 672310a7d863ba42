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

/// Lets a number of tasks in at once, in the order in which they came.
private actor Gate {
    static let databases = Gate(6)
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ free: Int) { self.free = free }

    func enter() async {
        guard free == 0 else { return free -= 1 }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
