import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Federation

/// Clients that others wrote, over HTTP: `Tests/Peers/oauth_peer.py`.
struct StockClientTests {
    @Test func `Authlib and requests-oauthlib sign somebody in, refresh, look, revoke, and are refused what is wrong`() async throws {
        let said = try await FederationSite.running { federation, running, _ async throws in
            let maya = try await federation.signIn("maya")
            let cookie = try #require(maya.headers[.cookie])
            return try await Self.peer([
                "http://127.0.0.1:\(running.listening.publicPort)", FederationSite.origin, cookie, maya.person.id.description, "blog",
                TestClient.blog.secret ?? "", TestClient.blog.redirect,
            ])
        }
        #expect(said == ["documents", "authlib basic", "authlib post", "requests-oauthlib", "refusals", "twenty at once"])
    }

    /// The lines that the peer said. Its error goes to ours.
    private static func peer(_ arguments: [String]) async throws -> [String] {
        let path = ProcessInfo.processInfo.environment["TEST_PYTHON"] ?? "\(repositoryRoot)/.run/test/venv/bin/python"
        let peer = Process()
        peer.executableURL = URL(filePath: path)
        peer.arguments = ["-W", "ignore", "\(repositoryRoot)/Tests/Peers/oauth_peer.py"] + arguments
        let output = Pipe()
        peer.standardOutput = output
        return try await withCheckedThrowingContinuation { continuation in
            peer.terminationHandler = { _ in
                let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                continuation.resume(returning: said.split(separator: "\n").map(String.init))
            }
            do { try peer.run() } catch { continuation.resume(throwing: error) }
        }
    }
}
