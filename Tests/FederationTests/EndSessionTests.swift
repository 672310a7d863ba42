import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Federation

struct EndSessionTests {
    private func address(_ parameters: [String: String]) -> String { "/end-session?" + TestClient.form(parameters) }
    private func isSignedIn(_ browser: SignedInBrowser, _ federation: FederationSite) async throws -> Bool {
        try await federation.services.require(\.devices).device(browser.device.id, at: Date()) != nil
    }

    @Test func `with an ID token of who is signed in, a client has them signed out, and they come back with its state`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let maya = try await federation.signIn("maya")
            try await federation.consent(maya, to: .ally)
            let hint = try #require(try await federation.tokens(.ally, maya).id)
            let answer = try await federation.app.ask(
                address(["id_token_hint": hint, "post_logout_redirect_uri": "https://ally.example/bye", "state": "a b"]), maya.headers)
            #expect(answer.status == 303 && answer.headers[.location] == "https://ally.example/bye?state=a%20b")
            #expect(answer.headers[values: .setCookie].contains { $0.hasPrefix("__Host-session=;") })
            #expect(answer.headers[values: .setCookie].contains { $0.hasPrefix("member=;") })
            #expect(try await !isSignedIn(maya, federation))
            let trail = try await federation.services.require(\.auditTrail).entries(of: maya.person.id, limit: 10)
            #expect(trail.map(\.kind) == [.signedOut])
            // Once more, signed in or not.
            let again = try await federation.app.ask(
                address(["id_token_hint": hint, "post_logout_redirect_uri": "https://ally.example/bye"]))
            #expect(again.headers[.location] == "https://ally.example/bye")
        }
    }

    @Test func `without one, or with another's, the person is asked`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let (maya, omar) = (try await federation.signIn("maya"), try await federation.signIn("omar"))
            let hint = try #require(try await federation.tokens(.blog, omar).id)
            for parameters in [[:], ["client_id": "blog"], ["id_token_hint": hint], ["id_token_hint": "nonsense"]] {
                let page = try await federation.app.ask(address(parameters), maya.headers)
                #expect(page.status == 200 && page.body.contains("Sign out?") && PageCheck(page.body).faults == [])
                #expect(page.headers[.cacheControl] == "no-store" && page.headers[values: .setCookie].isEmpty)
            }
            #expect(try await isSignedIn(maya, federation))
            let parameters = ["client_id": "ally", "post_logout_redirect_uri": "https://ally.example/bye", "state": "1"]
            for origin in ["https://evil.example", "null"] {
                let form = TestClient.form(parameters)
                #expect(try await federation.app.send(form, to: "/end-session/confirmations", from: origin, maya.headers).status == 403)
            }
            let answer = try await federation.app.send(
                TestClient.form(parameters), to: "/end-session/confirmations", from: FederationSite.origin, maya.headers)
            #expect(answer.status == 200 && answer.headers[.refresh] == "0;url=https://ally.example/bye?state=1")
            #expect(answer.headers[values: .setCookie].contains { $0.hasPrefix("__Host-session=;") })
            #expect(try await !isSignedIn(maya, federation))
            #expect(try await isSignedIn(omar, federation))
        }
    }

    @Test(arguments: [
        ["post_logout_redirect_uri": "https://ally.example/bye"],
        ["client_id": "ally", "post_logout_redirect_uri": "https://ally.example/bye/"],
        ["client_id": "ally", "post_logout_redirect_uri": "https://evil.example/"],
        ["client_id": "blog", "post_logout_redirect_uri": "https://ally.example/bye"], ["client_id": "nobody"],
    ])
    func `nobody is sent to an address that is not registered, nor signed out`(parameters: [String: String]) async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let maya = try await federation.signIn("maya")
            let answer = try await federation.app.ask(address(parameters), maya.headers)
            #expect(answer.status == 400 && answer.headers[.location] == nil && answer.headers[.refresh] == nil)
            #expect(try await isSignedIn(maya, federation))
        }
    }

    @Test func `a hint for another client than who asks is refused, and a form is asked again with the browser's cookies`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let maya = try await federation.signIn("maya")
            let hint = try #require(try await federation.tokens(.blog, maya).id)
            #expect(try await federation.app.ask(address(["id_token_hint": hint, "client_id": "ally"]), maya.headers).status == 400)
            let form = TestClient.form(["id_token_hint": hint])
            let answer = try await federation.app.send(form, to: "/end-session", from: "https://elsewhere.example")
            #expect(
                answer.status == 303
                    && answer.headers[.location] == "/end-session?"
                        + form.replacing("%2E", with: ".").replacing("%5F", with: "_").replacing("%2D", with: "-")
            )
            let page = try await federation.app.ask(try #require(answer.headers[.location]), maya.headers)
            #expect(page.status == 200 && page.body.contains("You are signed out") && PageCheck(page.body).faults == [])
            #expect(try await !isSignedIn(maya, federation))
        }
    }

    @Test func `who is signed in nowhere is told so`() async throws {
        try await FederationSite.run { federation async throws in
            let page = try await federation.app.ask("/end-session")
            #expect(page.status == 200 && page.body.contains("You are signed out"))
        }
    }
}
