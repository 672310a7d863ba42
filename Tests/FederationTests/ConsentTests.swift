import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Federation

struct ConsentTests {
    private func form(_ page: String, allow: String) throws -> String {
        let request = try #require(page.firstMatch(of: /name="request" value="([^"]*)"/)).1.replacing("&amp;", with: "&")
        let person = try #require(page.firstMatch(of: /name="person" value="([^"]*)"/)).1
        return TestClient.form(["request": String(request), "person": String(person), "allow": allow])
    }

    @Test func `a program that is not ours is asked for, in words, once`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let maya = try await federation.signIn("maya")
            let page = try await federation.app.ask(TestClient.ally.question(["scope": "openid email"]), maya.headers)
            #expect(page.status == 200 && page.headers[.cacheControl] == "no-store" && page.headers[.referrerPolicy] == "same-origin")
            #expect(page.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
            #expect(PageCheck(page.body).faults == [])
            #expect(page.body.contains("May The &lt;b&gt;ally&lt;/b&gt; know who you are?") && page.body.contains("https://ally.example"))
            #expect(page.body.contains("your email address") && !page.body.contains("your username"))
            #expect(page.body.contains("&lt;maya&gt; &amp; co"))

            let answer = try await federation.app.send(
                form(page.body, allow: "yes"), to: "/authorize/consents", from: FederationSite.origin, maya.headers)
            // A page that goes on by itself: browsers hold redirects after a form to the page's form-action.
            #expect(answer.status == 200 && answer.headers[.location] == nil && answer.headers[.referrerPolicy] == "no-referrer")
            let refresh = try #require(answer.headers[.refresh])
            #expect(refresh.hasPrefix("0;url=https://ally.example/cb?x=1&code=") && refresh.contains("&iss=http%3A%2F%2Ffederation."))
            #expect(PageCheck(answer.body).faults == [] && answer.body.contains("href=\"https://ally.example/cb?x=1&amp;code="))
            let trail = try await federation.services.require(\.auditTrail).entries(of: maya.person.id, limit: 10)
            #expect(trail.map(\.kind) == [.consented])

            let again = try await federation.app.ask(TestClient.ally.question(["scope": "openid"]), maya.headers)
            #expect(again.status == 303 && again.led["code"] != nil)
            #expect(
                try await federation.app.ask(TestClient.ally.question(["prompt": "none", "scope": "email"]), maya.headers).led["code"]
                    != nil)
            // More than was let, or on purpose: asked again.
            #expect(try await federation.app.ask(TestClient.ally.question(), maya.headers).status == 200)
            #expect(
                try await federation.app.ask(TestClient.ally.question(["scope": "openid", "prompt": "consent"]), maya.headers).status == 200
            )
            let silent = try await federation.app.ask(TestClient.ally.question(["prompt": "none"]), maya.headers)
            #expect(silent.led["error"] == "consent_required" && silent.led["x"] == "1")
        }
    }

    @Test func `what was let is taken back, and the program asks again and gets nothing until then`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let maya = try await federation.signIn("maya")
            let page = try await federation.app.ask(TestClient.ally.question(), maya.headers)
            #expect(page.body.contains("href=\"http://account.rose-ash.localhost:8000/consents\""))
            try await federation.consent(maya, to: .ally)
            let tokens = try await federation.tokens(.ally, maya)
            let code = try await federation.code(for: .ally, maya)
            let (consents, id) = (try federation.services.require(\.consents), try #require(ClientID("ally")))
            _ = try await federation.app.resources.database.run { (transaction: borrowing Transaction) in
                try await consents.withdraw(from: id, by: maya.person.id, at: Date(), in: transaction)
            }
            #expect(try await federation.app.ask("/userinfo", tokens.bearer).status == 401)
            #expect(try await federation.refresh(#require(tokens.refresh), .ally).error == "invalid_grant")
            #expect(try await federation.redeem(code, .ally).error == "invalid_grant")
            let again = try await federation.app.ask(TestClient.ally.question(), maya.headers)
            #expect(again.status == 200 && again.body.contains("know who you are?"))
            let silent = try await federation.app.ask(TestClient.ally.question(["prompt": "none"]), maya.headers)
            #expect(silent.led["error"] == "consent_required")
        }
    }

    @Test func `who says no gives nothing, and the client hears it`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let maya = try await federation.signIn("maya")
            let page = try await federation.app.ask(TestClient.ally.question(), maya.headers).body
            let answer = try await federation.app.send(
                form(page, allow: "no"), to: "/authorize/consents", from: FederationSite.origin, maya.headers)
            let refresh = try #require(answer.headers[.refresh])
            let address = try #require(URLComponents(string: String(refresh.dropFirst("0;url=".count))))
            let led = Dictionary(uniqueKeysWithValues: (address.queryItems ?? []).map { ($0.name, $0.value) })
            #expect(led["error"] == "access_denied" && led["state"] == "s +&1" && led["iss"] == FederationSite.origin)
            #expect(try await federation.app.ask(TestClient.ally.question(), maya.headers).status == 200)
        }
    }

    @Test func `an answer counts from our own page, of who was asked, and for what may be asked`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let (maya, omar) = (try await federation.signIn("maya"), try await federation.signIn("omar"))
            let page = try await federation.app.ask(TestClient.ally.question(), maya.headers).body
            let form = try form(page, allow: "yes")
            for origin in ["https://evil.example", "http://blog.rose-ash.localhost:8000", "null"] {
                #expect(try await federation.app.send(form, to: "/authorize/consents", from: origin, maya.headers).status == 403)
            }
            // Somebody else has signed in meanwhile, or nobody is: asked anew.
            for headers in [omar.headers, [:]] {
                let answer = try await federation.app.send(form, to: "/authorize/consents", from: FederationSite.origin, headers)
                #expect(answer.status == 303 && answer.headers[.location]?.hasPrefix("/authorize?") == true)
            }
            let evil = TestClient.form([
                "request": TestClient.ally.question(["redirect_uri": "https://evil.example/"]), "person": maya.person.id.description,
                "allow": "yes",
            ])
            let refused = try await federation.app.send(evil, to: "/authorize/consents", from: FederationSite.origin, maya.headers)
            #expect(refused.status == 400 && refused.headers[.refresh] == nil)
            #expect(try await federation.services.require(\.consents).consents(of: maya.person.id) == [])
        }
    }

    @Test func `one of our own is never asked for`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let answer = try await federation.app.ask(TestClient.blog.question(["prompt": "consent"]), maya.headers)
            #expect(answer.status == 303 && answer.led["code"] != nil)
        }
    }

    @Test func `who comes from signing in goes on to another's program by a page`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let next = try #require(try await federation.app.ask(TestClient.ally.question()).led["next"])
            let maya = try await federation.signIn("maya")
            try await federation.consent(maya, to: .ally)
            let answer = try await federation.app.ask(next, maya.headers)
            #expect(answer.status == 200 && answer.headers[.refresh]?.contains("code=") == true)
        }
    }
}
