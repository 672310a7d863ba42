import FoundationEssentials
import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Federation

/// The program itself, killed between the exchange of a refresh token and the answer.
struct CrashTests {
    @Test func `a client whose answer was lost in a crash asks again and is given what it would have had`() async throws {
        try await FederationSite.running { federation, _, database async throws in
            let maya = try await federation.signIn("maya")
            let first = try #require(try await federation.tokens(.blog, maya).refresh)
            let token = try #require(SecretToken(first))
            // Who the person is cannot be read after the exchange is committed, so the answer is not made before the end.
            let lost = try await federation.holdingPeople {
                try await Program.run(on: database) { program in
                    let asked = Task { try await program.refresh(first) }
                    try await eventually("the token is exchanged") {
                        try await federation.services.require(\.grants).find(token)?.usedAt != nil
                    }
                    return asked
                }
            }
            await #expect(throws: (any Error).self) { try await lost.value }
            try await Program.run(on: database) { program in
                let answer = try await program.refresh(first)
                #expect(answer.status == 200, "\(answer.body)")
                let second = try #require(try TestTokens(answer).refresh)
                #expect(try TestTokens(await program.refresh(first)).refresh == second)
                #expect(try await program.refresh(second).status == 200)
            }
        }
    }
}

extension FederationSite {
    /// Nobody can read who people are while `body` runs.
    fileprivate func holdingPeople<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        try await app.resources.database.run { (transaction: borrowing Transaction) in
            try await transaction.connection.query("lock table account.people in access exclusive mode")
            return try await body()
        }
    }
}

/// Federation as a process of its own.
private struct Program: Sendable {
    let port: Int

    /// Starts it, and kills it after `body`.
    static func run<Value: Sendable>(on database: String, _ body: (Program) async throws -> Value) async throws -> Value {
        let program = try await Program(port: freePorts(1)[0])
        var environment = TestSite.environment
        for service in ServiceName.allCases { environment["INTERNAL_ORIGIN_\(service.rawValue.uppercased())"] = "http://127.0.0.1:1" }
        environment["DATABASE_URL"] = database
        environment["PUBLIC_LISTEN"] = "127.0.0.1:\(program.port)"
        environment["STATIC_ROOT"] = "\(repositoryRoot)/Shared/Static"
        environment["LOG_LEVEL"] = "error"
        // Beside the program that runs the tests.
        let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path()
        let words = ["env", "-i"] + environment.map { "\($0.key)=\($0.value)" } + ["\(products)/Federation"]
        return try await TestProgram(words: words).run(until: { await program.answers }) { try await body(program) }
    }

    private var answers: Bool {
        get async { (try? await Answer.get("http://127.0.0.1:\(port)/jwks").status) == 200 }
    }

    func refresh(_ token: String) async throws -> Answer {
        try await Answer.ask(
            "POST", "http://127.0.0.1:\(port)/token", ["Content-Type": "application/x-www-form-urlencoded"],
            body: TestClient.blog.form(["grant_type": "refresh_token", "refresh_token": token]))
    }
}
