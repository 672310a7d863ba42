import Foundation
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
            // Who the person is cannot be read after the exchange is committed, so the answer is not made before the end.
            let program = try await Program.start(database: database)
            let asked = Task { try await program.refresh(first) }
            let token = try #require(SecretToken(first))
            try await federation.holdingPeople {
                try await eventually("the token is exchanged") {
                    try await federation.services.require(\.grants).find(token)?.usedAt != nil
                }
                program.kill()
            }
            let lost = try? await asked.value
            #expect(lost?.status != 200)
            let again = try await Program.start(database: database)
            defer { again.kill() }
            let answer = try await again.refresh(first)
            #expect(answer.status == 200, "\(answer.body)")
            let second = try #require(try TestTokens(answer).refresh)
            #expect(try TestTokens(await again.refresh(first)).refresh == second)
            #expect(try await again.refresh(second).status == 200)
        }
    }
}

extension FederationSite {
    /// Nobody can read who people are while `body` runs.
    fileprivate func holdingPeople(_ body: @Sendable () async throws -> Void) async throws {
        try await app.resources.database.run { (transaction: borrowing Transaction) in
            try await transaction.connection.query("lock table account.people in access exclusive mode")
            try await body()
        }
    }
}

/// Federation as a process of its own.
private struct Program: Sendable {
    let process: Process
    let port: Int

    /// Starts it, and waits until it answers.
    static func start(database: String) async throws -> Program {
        let process = Process()
        process.executableURL = executable
        let port = try Self.freePort()
        var environment = TestSite.environment
        for service in ServiceName.allCases { environment["INTERNAL_ORIGIN_\(service.rawValue.uppercased())"] = "http://127.0.0.1:1" }
        environment["DATABASE_URL"] = database
        environment["PUBLIC_LISTEN"] = "127.0.0.1:\(port)"
        environment["STATIC_ROOT"] = "\(repositoryRoot)/Shared/Static"
        environment["LOG_LEVEL"] = "error"
        process.environment = environment
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let program = Program(process: process, port: port)
        do {
            try await eventually("federation answers") { (try? await Answer.get("http://127.0.0.1:\(port)/jwks").status) == 200 }
        } catch {
            program.kill()
            throw error
        }
        return program
    }

    func refresh(_ token: String) async throws -> Answer {
        try await Answer.ask(
            "POST", "http://127.0.0.1:\(port)/token", ["Content-Type": "application/x-www-form-urlencoded"],
            body: TestClient.blog.form(["grant_type": "refresh_token", "refresh_token": token]))
    }

    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Beside the program that runs the tests.
    private static var executable: URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "Federation")
    }

    private static func freePort() throws -> Int {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(handle, pointer, length) == 0 && getsockname(handle, pointer, &length) == 0
            }
        }
        guard status else { throw NeverHappened(what: "a port is free") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
