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
            return try await TestProgram.peer(
                "oauth_peer.py",
                [
                    "http://127.0.0.1:\(running.listening.publicPort)", FederationSite.origin, cookie, maya.person.id.description, "blog",
                    TestClient.blog.secret ?? "", TestClient.blog.redirect,
                ])
        }
        #expect(
            said.split(separator: "\n") == [
                "documents", "authlib basic", "authlib post", "requests-oauthlib", "refusals", "twenty at once",
            ])
    }
}
