import Foundation
package import SharedPostgres
import Subprocess

/// One of the six programs, beside the one that runs the tests, as an operator starts it: over a database of a test's own, and with no environment
/// but what it needs.
package struct OperatedProgram: Sendable {
    private let words: [String]

    /// How it ended, and what it said.
    package struct Ended: Sendable {
        package let isSuccess: Bool
        package let output: String
        package let errors: String

        /// Why it did nothing: the one line of its errors. Nil when it did something, or said more.
        package var refusal: String? {
            let lines = errors.split(separator: "\n")
            return !isSuccess && output.isEmpty && lines.count == 1 ? String(lines[0]) : nil
        }
    }

    private init(_ name: String, database url: String) {
        var settings = TestSite.environment
        settings["DATABASE_URL"] = url
        settings["STATIC_ROOT"] = "\(repositoryRoot)/Shared/Static"
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: name).path
        words = ["-i", "PATH=/usr/bin:/bin"] + settings.map { "\($0.key)=\($0.value)" } + [program]
    }

    /// - Parameter name: `Federation`.
    package static func run(
        _ name: String, from template: TestTemplate = .migrated, _ body: (OperatedProgram, Database) async throws -> Void
    ) async throws {
        let test = try await TestDatabase.create(from: template)
        let database = try Database(test.configuration, logger: .silent)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(OperatedProgram(name, database: test.url), database)) } catch { outcome = .failure(error) }
        await database.shutDown()
        try await test.drop()
        try outcome.get()
    }

    package func callAsFunction(_ command: String...) async throws -> Ended { try await run(command) }

    package func run(_ command: [String]) async throws -> Ended {
        let result = try await Subprocess.run(
            .name("env"), arguments: Arguments(words + command), output: .string(limit: 100_000), error: .string(limit: 100_000))
        return Ended(isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput, errors: result.standardError)
    }
}
