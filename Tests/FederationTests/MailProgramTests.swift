import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Subprocess
import Support
import Testing

/// The program itself, which sends the mail of all six.
@Suite struct MailProgramTests {
    @Test func `a program that is killed while it sends loses no message: the next one sends it`() async throws {
        let test = try await TestDatabase.create(from: .migrated)
        let database = try Database(test.configuration, logger: .silent)
        let message = OutgoingMessage(
            to: try #require(EmailAddress("maya@rose-ash.test")), subject: "Hello", text: "Hello\n", html: "<p>Hello</p>", kind: .signIn)
        // A relay that takes the whole message and says nothing, and one that says that it took it.
        try await ScriptedServer.run([".": .nothing]) { server async throws in
            try await run(on: test, over: server) { kill in
                try await database.run { (transaction: borrowing Transaction) in
                    try await PostgresMailOutbox().post(message, in: transaction)
                }
                try await eventually("it is sending") { server.count("DATA") == 1 }
                try kill()
            }
        }
        let queue = PostgresMailQueue(database)
        #expect(try await queue.find(message.id)?.state == .leased)
        // A minute passes.
        try await database.query("update mail.messages set due_at = due_at - interval '1 minute'")
        try await ScriptedServer.run { server async throws in
            try await run(on: test, over: server) { kill in
                try await eventually("it is sent") { try await queue.find(message.id)?.state == .sent }
                try kill()
            }
            #expect(server.lines.contains("RCPT TO:<maya@rose-ash.test>"))
        }
        #expect(try await queue.find(message.id)?.attempts == 2)
        await database.shutDown()
        try await test.drop()
    }

    @Test func `in production it does not start without a relay, and says so in one line`() async throws {
        let settings = ["DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x", "ENVIRONMENT": "production", "SITE_DOMAIN": "rose-ash.test"]
        let result = try await Subprocess.run(
            .name("env"), arguments: Arguments(Self.words(settings)), output: .string(limit: 10_000), error: .string(limit: 10_000))
        #expect(!result.terminationStatus.isSuccess && result.standardError.contains("SMTP_URL is missing (for example SMTP_URL=smtp://"))
    }

    /// Runs the program until `body` has killed it.
    private func run(
        on test: TestDatabase, over server: ScriptedServer, _ body: (_ kill: @Sendable () throws -> Void) async throws -> Void
    ) async throws {
        let settings = ["DATABASE_URL": test.url, "SMTP_URL": "smtp+plain://127.0.0.1:\(server.port)"]
        _ = try await Subprocess.run(
            .name("env"), arguments: Arguments(Self.words(settings)), input: .none, output: .discarded, error: .discarded
        ) { execution in
            do { try await body { try execution.send(signal: .kill) } } catch {
                try execution.send(signal: .kill)
                throw error
            }
        }
    }

    private static func words(_ settings: [String: String]) -> [String] {
        let given = [
            "ENVIRONMENT": "development", "INTERNAL_ORIGIN": "http://{service}:9000", "PUBLIC_LISTEN": "127.0.0.1:0",
            "PUBLIC_ORIGIN": "http://{service}.rose-ash.localhost:8000", "INTERNAL_LISTEN": "127.0.0.1:0",
            "STATIC_ROOT": "\(repositoryRoot)/Shared/Static",
        ]
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "Federation")
            .path
        return ["-i", "PATH=/usr/bin:/bin"] + given.merging(settings) { $1 }.map { "\($0.key)=\($0.value)" } + [program]
    }
}
