import Foundation
import HTTPTypes
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Federation

@Suite struct SignOutTests {
    @Test func `a button signs out of this browser, and opening the page does not`() async throws {
        try await FederationSite.run { federation in
            let maya = try await federation.register("maya", "maya@example.org")
            let (here, there) = (try await federation.signedIn("maya@example.org"), try await federation.signedIn("maya@example.org"))
            let page = try await here.get("/sign-out?next=/x")
            expectPrivatePage(page, 200)
            #expect(page.body.contains("signed in as Maya (maya)") && page.body.contains("name=\"next\" value=\"/x\""))
            let old = here.jar
            let done = try await here.send("where=here&next=%2Fx", to: "/sign-out")
            #expect(done.status == 303 && done.headers[.location] == "/x" && done.headers[.cacheControl] == "no-store")
            #expect(here.jar["__Host-session"] == nil && here.jar["member"] == nil)
            let sessions = PostgresSessions(federation.database)
            #expect(try await sessions.find(#require(SecretToken(old["__Host-session"] ?? "")), at: Date()) == nil)
            #expect(try await sessions.find(#require(SecretToken(there.jar["__Host-session"] ?? "")), at: Date()) != nil)
            let out = try await here.get("/sign-out")
            expectPrivatePage(out, 200)
            #expect(out.body.contains("You are signed out"))
            #expect(try await PostgresAuditTrail(federation.database).entries(of: maya.id, limit: 1).first?.kind == .signedOut)
        }
    }

    @Test func `everywhere is everywhere, and a second click is as the first`() async throws {
        try await FederationSite.run { federation in
            let maya = try await federation.register("maya", "maya@example.org")
            let here = try await federation.signedIn("maya@example.org")
            _ = try await federation.signedIn("maya@example.org")
            let jar = here.jar
            #expect(try await here.send("where=everywhere", to: "/sign-out").headers[.location] == "/sign-out")
            #expect(try await PostgresSessions(federation.database).sessions(of: maya.id, at: Date()).isEmpty)
            let trail = try await PostgresAuditTrail(federation.database).entries(of: maya.id, limit: 1)
            #expect(trail.first?.kind == .signedOut && trail.first?.detail == "everywhere")
            here.jar = jar
            let second = try await here.send("where=everywhere", to: "/sign-out")
            #expect(second.status == 303 && here.jar["__Host-session"] == nil)
            #expect(
                try await PostgresAuditTrail(federation.database).entries(of: maya.id, limit: 9).filter { $0.kind == .signedOut }.count == 1
            )
        }
    }
}
