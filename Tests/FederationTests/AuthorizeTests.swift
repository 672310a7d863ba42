import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Federation

struct AuthorizeTests {
    @Test func `who is signed in is sent back with a code, the state and the issuer`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let answer = try await federation.app.ask(TestClient.blog.question(), maya.headers)
            #expect(answer.status == 303)
            let location = try #require(answer.headers[.location])
            #expect(location.hasPrefix("http://blog.rose-ash.localhost:8000/auth/callback?code="))
            #expect(answer.led["state"] == "s +&1" && answer.led["iss"] == FederationSite.origin)
            #expect(answer.led["code"]?.count == 64)
            #expect(answer.headers[.cacheControl] == "no-store" && answer.headers[.referrerPolicy] == "no-referrer")
            #expect(answer.headers[values: .referrerPolicy].count == 1)
            #expect(answer.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
        }
    }

    @Test(
        arguments: [
            ["client_id": nil], ["client_id": "nobody"], ["client_id": "federation"], ["client_id": "bl og"], ["redirect_uri": nil],
            ["redirect_uri": "http://blog.rose-ash.localhost:8000/auth/callback/"],
            ["redirect_uri": "http://blog.rose-ash.localhost:8000/auth/callback?"],
            ["redirect_uri": "http://BLOG.rose-ash.localhost:8000/auth/callback"],
            ["redirect_uri": "http://blog.rose-ash.localhost:8000/auth/callback/../callback"],
            ["redirect_uri": "http://blog.rose-ash.localhost:8000/auth%2Fcallback"],
            ["redirect_uri": "http://cart.rose-ash.localhost:8000/auth/callback"], ["redirect_uri": "https://evil.example/"],
        ] as [[String: String?]])
    func `with a bad client or redirect URI there is a page, and nobody is sent anywhere`(changes: [String: String?]) async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            for headers in [maya.headers, [:]] {
                let answer = try await federation.app.ask(TestClient.blog.question(changes), headers)
                #expect(answer.status == 400 && answer.headers[.location] == nil && answer.headers[.refresh] == nil)
                #expect(PageCheck(answer.body).faults == [])
            }
        }
    }

    @Test func `a client or redirect URI that is sent twice is a bad one`() async throws {
        try await FederationSite.run { federation async throws in
            let question = TestClient.blog.question()
            for more in ["&client_id=blog", "&redirect_uri=\(TestClient.blog.redirect.formEncoded)", "&redirect_uri=%ff"] {
                let answer = try await federation.app.ask(question + more)
                #expect(answer.status == 400 && answer.headers[.location] == nil)
            }
        }
    }

    @Test(
        arguments: [
            (["response_type": nil], "invalid_request"), (["response_type": "token"], "unsupported_response_type"),
            (["response_type": "code id_token"], "unsupported_response_type"), (["response_mode": "fragment"], "invalid_request"),
            (["response_mode": "form_post"], "invalid_request"), (["scope": nil], "invalid_scope"),
            (["scope": "openid everything"], "invalid_scope"),
            (["code_challenge": nil], "invalid_request"), (["code_challenge_method": nil], "invalid_request"),
            (["code_challenge_method": "plain"], "invalid_request"), (["code_challenge_method": "s256"], "invalid_request"),
            (["code_challenge": "short"], "invalid_request"), (["code_challenge": TestClient.challenge + "A"], "invalid_request"),
            (["prompt": "none login"], "invalid_request"), (["prompt": "create"], "invalid_request"),
            (["max_age": "soon"], "invalid_request"),
            (["max_age": "-1"], "invalid_request"), (["request": "a.b.c"], "request_not_supported"),
            (["request_uri": "https://evil.example/r"], "request_uri_not_supported"),
            (["registration": "{}"], "registration_not_supported"),
            (["nonce": String(repeating: "n", count: 501)], "invalid_request"),
        ] as [([String: String?], String)])
    func `every other fault goes back to the client, with state and issuer`(changes: [String: String?], error: String) async throws {
        try await FederationSite.run { federation async throws in
            let answer = try await federation.app.ask(TestClient.blog.question(changes))
            #expect(answer.status == 303 && answer.led["error"] == error, "\(answer.headers[.location] ?? answer.body)")
            #expect(answer.headers[.location]?.hasPrefix(TestClient.blog.redirect + "?") == true)
            #expect(answer.led["state"] == "s +&1" && answer.led["iss"] == FederationSite.origin && answer.led["code"] == nil)
        }
    }

    @Test func `a parameter that is sent twice is refused, and an unknown one ignored`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let question = TestClient.blog.question()
            for name in ["scope", "nonce", "code_challenge", "prompt", "max_age", "response_type"] {
                let answer = try await federation.app.ask(question + "&\(name)=openid&\(name)=openid", maya.headers)
                #expect(answer.led["error"] == "invalid_request" && answer.led["state"] == "s +&1", "\(name)")
            }
            let twice = try await federation.app.ask(question + "&state=other", maya.headers)
            #expect(twice.led["error"] == "invalid_request" && twice.led["state"] == nil)
            #expect(try await federation.app.ask(question + "&display=page&x=1&x=2&prompt=", maya.headers).led["code"] != nil)
        }
    }

    @Test func `who is not signed in signs in first and comes back to the same question`() async throws {
        try await FederationSite.run { federation async throws in
            let answer = try await federation.app.ask(TestClient.blog.question())
            #expect(answer.status == 303 && answer.headers[.location]?.hasPrefix("/sign-in?next=") == true)
            #expect(answer.led["again"] == nil)
            let next = try #require(answer.led["next"])
            #expect(LocalPath(next) != nil && next.hasPrefix("/authorize?"))
            let maya = try await federation.signIn("maya")
            let back = try await federation.app.ask(next, maya.headers)
            #expect(back.led["code"] != nil && back.led["state"] == "s +&1")
            let silent = try await federation.app.ask(TestClient.blog.question(["prompt": "none"]))
            #expect(silent.led["error"] == "login_required" && silent.led["state"] == "s +&1")
            #expect(try await federation.app.ask(TestClient.blog.question(["prompt": "none"]), maya.headers).led["code"] != nil)
        }
    }

    @Test func `a device that has ended since is not signed in`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            #expect(try await federation.app.ask(TestClient.blog.question(["prompt": "none"]), maya.headers).led["code"] != nil)
            try await federation.end(maya.device)
            let answer = try await federation.app.ask(TestClient.blog.question(["prompt": "none"]), maya.headers)
            #expect(answer.led["error"] == "login_required")
        }
    }

    @Test(arguments: ["login", "select_account", "consent login"])
    func `who is to prove anew who they are does, once`(prompt: String) async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let answer = try await federation.app.ask(TestClient.blog.question(["prompt": prompt]), maya.headers)
            #expect(answer.headers[.location]?.hasPrefix("/sign-in?next=") == true && answer.led["again"] == "1")
            let next = try #require(answer.led["next"])
            try await federation.prove(maya.device)
            #expect(try await federation.app.ask(next, maya.headers).led["code"] != nil)
        }
    }

    @Test func `max_age asks who proved it too long ago, and no one for ever`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya", at: Date() - 100)
            #expect(try await federation.app.ask(TestClient.blog.question(["max_age": "200"]), maya.headers).led["code"] != nil)
            for age in ["99", "0"] {
                let silent = try await federation.app.ask(TestClient.blog.question(["max_age": age, "prompt": "none"]), maya.headers)
                #expect(silent.led["error"] == "login_required")
                let answer = try await federation.app.ask(TestClient.blog.question(["max_age": age]), maya.headers)
                #expect(answer.led["again"] == "1")
                let next = try #require(answer.led["next"])
                try await federation.prove(maya.device)
                #expect(try await federation.app.ask(next, maya.headers).led["code"] != nil)
            }
        }
    }

    @Test func `an ID token of somebody else's is no hint at who is signed in`() async throws {
        try await FederationSite.run { federation async throws in
            let (maya, omar) = (try await federation.signIn("maya"), try await federation.signIn("omar"))
            let hint = try #require(try await federation.tokens(.blog, maya).id)
            #expect(try await federation.app.ask(TestClient.blog.question(["id_token_hint": hint]), maya.headers).led["code"] != nil)
            for prompt in ["none", ""] {
                let changes = ["id_token_hint": hint, "prompt": prompt]
                #expect(try await federation.app.ask(TestClient.blog.question(changes), omar.headers).led["error"] == "login_required")
            }
        }
    }

    @Test func `a question that comes as a form is asked again with the browser's cookies`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let form = String(TestClient.blog.question().dropFirst("/authorize?".count))
            let answer = try await federation.app.send(form, to: "/authorize", from: "https://elsewhere.example")
            let path = try #require(answer.headers[.location])
            #expect(answer.status == 303 && path.hasPrefix("/authorize?"))
            #expect(try await federation.app.ask(path, maya.headers).led["state"] == "s +&1")
            let bad = try await federation.app.send(form + "&request=x", to: "/authorize", from: "https://elsewhere.example")
            #expect(bad.led["error"] == "request_not_supported")
            #expect(try await federation.app.send("client_id=x", to: "/authorize", from: "https://elsewhere.example").status == 400)
        }
    }

    @Test func `while the database is away, others wait, and a silent question of our own hears that nobody is known to be signed in`()
        async throws
    {
        let config = try TestSite.config(.federation)
        let resources = try AppResources(config, observability: Observability(config, output: RecordedLines().output), assets: Assets())
        let app = try App.federation(resources, .federation(resources.database, config))
        try await RunningApp.run(app) { _ in
            // Whether it is registered cannot be told, so nobody is sent anywhere.
            #expect(try await app.ask(TestClient.ally.question()).status == 503)
            let cookie: HTTPFields = [.cookie: "__Host-session=\(SecretToken().text)"]
            let answer = try await app.ask(TestClient.blog.question(["prompt": "none"]), cookie)
            #expect(answer.led["error"] == "login_required")
            #expect(try await app.send(TestClient.blog.form(["token": SecretToken().text]), to: "/introspect", from: "x").status == 503)
        }
    }
}
