import FoundationEssentials
import SharedPostgres
import Subprocess
import Support
import Testing

/// The program itself, as an operator starts it.
@Suite struct StartupTests {
    private struct Ended {
        let isSuccess: Bool
        let output: String
        let errors: String
        /// What an operator reads: lines that are not empty.
        var lines: [Substring] { errors.split(separator: "\n") }
    }

    /// A configuration that is complete, on free ports.
    private static let complete = [
        "ENVIRONMENT": "development", "INTERNAL_ORIGIN": "http://{service}:9000",
        "PUBLIC_ORIGIN": "http://{service}.rose-ash.localhost:8000",
        "PUBLIC_LISTEN": "127.0.0.1:0", "INTERNAL_LISTEN": "127.0.0.1:0",
    ]

    private static var program: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "Blog").path
    }

    /// One for all of them, since it stays empty.
    private static let noFiles = temporaryPath("no-files")

    /// The words that start the program with `environment` and nothing else.
    private func words(_ environment: [String: String]) throws -> [String] {
        try FileManager.default.createDirectory(atPath: Self.noFiles, withIntermediateDirectories: true)
        let settings = environment.merging(["STATIC_ROOT": Self.noFiles]) { given, _ in given }
        return ["-i"] + settings.map { "\($0.key)=\($0.value)" } + [Self.program]
    }

    private func start(_ environment: [String: String], _ command: String...) async throws -> Ended {
        let result = try await Subprocess.run(
            .name("env"), arguments: Arguments(words(environment) + command), output: .string(limit: 100_000),
            error: .string(limit: 100_000))
        return Ended(isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput, errors: result.standardError)
    }

    @Test func `without a configuration it ends with one line that names every key`() async throws {
        let ended = try await start([:])
        #expect(!ended.isSuccess && ended.lines.count == 1)
        for key in ["SITE_DOMAIN", "DATABASE_URL", "FRAGMENT_KEY", "VISITOR_KEY", "PUBLIC_LISTEN"] {
            #expect(ended.errors.contains("\(key) is missing (for example \(key)="))
        }
    }

    @Test func `a database that is not there is said in one line`() async throws {
        let ended = try await start(
            Self.complete.merging(["DATABASE_URL": "postgresql://maya:hunter2@127.0.0.1:1/nothing"]) { $1 })
        #expect(!ended.isSuccess && ended.lines.count == 1 && ended.errors.contains("PostgreSQL cannot be reached"), "\(ended.errors)")
        #expect(!ended.errors.contains("hunter2"))
    }

    @Test func `a database that is not migrated is said in one line, with what to do`() async throws {
        let test = try await TestDatabase.create(from: .empty)
        let ended = try await start(Self.complete.merging(["DATABASE_URL": test.url]) { $1 })
        #expect(!ended.isSuccess && ended.lines.count == 1 && ended.errors.contains("run “Blog migrate”"), "\(ended.errors)")
        try await test.drop()
    }

    @Test func `static files that are not there are said in one line`() async throws {
        let ended = try await start(
            Self.complete.merging(["DATABASE_URL": "postgresql://x@127.0.0.1:1/y", "STATIC_ROOT": "/nowhere"]) { $1 })
        #expect(
            !ended.isSuccess && ended.lines.count == 1 && ended.errors.contains("cannot read /nowhere: set STATIC_ROOT"), "\(ended.errors)")
    }

    /// The program links FoundationEssentials alone, where tests have all of Foundation, which converts more.
    @Test func `an export is imported by the program itself`() async throws {
        let test = try await TestDatabase.create(from: .migrated)
        let ended = try await start(
            Self.complete.merging(["DATABASE_URL": test.url]) { $1 }, "import", GhostFixture.path("ghost-5"))
        #expect(ended.isSuccess, "\(ended.errors)")
        let database = try Database(test.configuration, logger: .silent)
        let posts = try await database.query("select slug from blog.posts where slug = 'beds'")
        #expect(posts.count == 1)
        await database.shutDown()
        try await test.drop()
    }

    @Test func `an operator of any program asks it for the handlings that are parked`() async throws {
        let test = try await TestDatabase.create(from: .migrated)
        let settings = Self.complete.merging(["DATABASE_URL": test.url]) { $1 }
        let listed = try await start(settings, "handlings")
        #expect(listed.isSuccess && listed.output == "Nothing is parked.\n", "\(listed.errors)")
        let retried = try await start(settings, "handlings", "retry", "0192f0a0-0000-7000-8000-000000000000", "blog.fragments")
        #expect(!retried.isSuccess && retried.lines.count == 1 && retried.errors.contains("has not parked"), "\(retried.errors)")
        try await test.drop()
    }

    @Test func `it says in one line where it answers, and when told to stop it ends well`() async throws {
        let test = try await TestDatabase.create(from: .migrated)
        let settings = Self.complete.merging(["DATABASE_URL": test.url, "LOG_FORMAT": "text"]) { $1 }
        let result = try await Subprocess.run(
            .name("env"), arguments: Arguments(words(settings)), input: .none, output: .sequence, error: .discarded
        ) { execution in
            var lines: [String] = []
            for try await line in execution.standardOutput.strings() {
                lines.append(line)
                guard let match = line.firstMatch(of: /internally on 127\.0\.0\.1:(\d+)/) else { continue }
                let ready = try await Answer.get("http://127.0.0.1:\(match.output.1)/health/ready")
                #expect(ready.status == 200 && ready.body.contains("\"status\":\"degraded\""), "\(ready.body)")
                try execution.send(signal: .terminate)
            }
            return lines
        }
        #expect(result.terminationStatus.isSuccess)
        let first = try #require(result.closureResult.first)
        #expect(first.contains("answers http://blog.rose-ash.localhost:8000 on 127.0.0.1:"))
        #expect(first.contains("up to 6 connections, 36 for 6 services in 1 replica(s), 72 while updating, of "))
        try await test.drop()
    }
}
