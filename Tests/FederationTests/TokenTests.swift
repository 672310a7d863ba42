import Foundation
import HTTPTypes
import JWTKit
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Federation

struct TokenTests {
    @Test func `a code gives an access token, a refresh token and an ID token that says who and when`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let answer = try await federation.redeem(federation.code(for: .blog, maya), .blog)
            #expect(answer.status == 200 && answer.headers[.cacheControl] == "no-store")
            #expect(answer.headers[.contentType] == "application/json" && answer.headers[.accessControlAllowOrigin] == "*")
            let json = try answer.json
            #expect(json["token_type"] as? String == "Bearer" && json["expires_in"] as? Int == 600)
            #expect(json["scope"] as? String == "openid profile email offline_access")
            let tokens = try TestTokens(answer)
            #expect(tokens.refresh?.count == 64)

            let (header, claims) = try TestTokens.read(#require(tokens.id))
            #expect(header["alg"] as? String == "RS256" && header["typ"] as? String == "JWT")
            #expect(claims["iss"] as? String == FederationSite.origin && claims["aud"] as? String == "blog")
            #expect(claims["sub"] as? String == maya.person.id.description && claims["sid"] as? String == maya.device.id.description)
            #expect(claims["nonce"] as? String == "n-1" && claims["amr"] as? [String] == ["otp"])
            #expect(claims["auth_time"] as? Int == Int(maya.device.provedAt.timeIntervalSince1970))
            #expect(claims["preferred_username"] as? String == "maya" && claims["name"] as? String == "<maya> & co")
            #expect(claims["email"] as? String == "maya@example.org" && claims["email_verified"] as? Bool == true)
            let (issued, expires) = (try #require(claims["iat"] as? Int), try #require(claims["exp"] as? Int))
            #expect(abs(issued - Int(Date().timeIntervalSince1970)) < 20 && expires == issued + 600)

            let access = try TestTokens.read(tokens.access)
            #expect(access.header["typ"] as? String == "at+jwt" && access.claims["aud"] as? String == FederationSite.origin)
            #expect(access.claims["client_id"] as? String == "blog" && access.claims["jti"] != nil && access.claims["nonce"] == nil)

            // A stock reader of JWTs believes both, by the published keys alone.
            let keys = try await federation.app.ask("/jwks")
            let collection = try await JWTKeyCollection().add(jwksJSON: keys.body)
            _ = try await collection.verify(#require(tokens.id), as: IDTokenClaims.self)
            _ = try await collection.verify(tokens.access, as: AccessTokenClaims.self)
        }
    }

    @Test func `what was not asked for is not told`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let tokens = try await federation.tokens(.blog, maya, ["scope": "openid", "nonce": nil])
            let claims = try TestTokens.read(#require(tokens.id)).claims
            #expect(tokens.refresh == nil)
            for name in ["nonce", "preferred_username", "name", "email", "email_verified"] { #expect(claims[name] == nil) }
            #expect(try await federation.tokens(.blog, maya, ["scope": "profile"]).id == nil)
        }
    }

    @Test(
        arguments: [
            (["grant_type": ""], "invalid_request"), (["grant_type": "password"], "unsupported_grant_type"),
            (["grant_type": "client_credentials"], "unsupported_grant_type"), (["code": ""], "invalid_request"),
            (["code": "x"], "invalid_grant"),
            (["code": SecretToken().text], "invalid_grant"), (["redirect_uri": ""], "invalid_request"),
            (["redirect_uri": "https://evil.example/"], "invalid_grant"), (["code_verifier": ""], "invalid_request"),
            (["code_verifier": "short"], "invalid_request"), (["code_verifier": String(repeating: "a", count: 43)], "invalid_grant"),
            (["code_verifier": TestClient.challenge], "invalid_grant"),
        ] as [([String: String], String)])
    func `a client hears what is wrong, in its specification's words`(changes: [String: String], error: String) async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let answer = try await federation.redeem(federation.code(for: .blog, maya), .blog, changes)
            #expect(answer.status == 400 && answer.headers[.cacheControl] == "no-store")
            #expect(try answer.error == error, "\(answer.body)")
        }
    }

    @Test func `what is no form, or says a thing twice, is refused`() async throws {
        try await FederationSite.run { federation async throws in
            let form = TestClient.blog.form(["grant_type": "refresh_token", "refresh_token": SecretToken().text])
            let twice = try await federation.app.send(form + "&grant_type=refresh_token", to: "/token", from: "x")
            #expect(try twice.status == 400 && twice.error == "invalid_request")
            let json = try await federation.app.ask(.post, "/token", [.contentType: "application/json"], body: "{}")
            #expect(try json.status == 400 && json.error == "invalid_request")
            #expect(try await federation.app.ask("/token?\(form)").status == 405)
        }
    }

    @Test func `a client proves who it is in one way, and is told how when it does not`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let maya = try await federation.signIn("maya")
            try await federation.consent(maya, to: .ally)
            try await federation.consent(maya, to: .widget)
            let form = ["grant_type": "refresh_token", "refresh_token": SecretToken().text]
            // In the header, each part encoded as in a form.
            let known = try await federation.app.send(TestClient.form(form), to: "/token", from: "x", TestClient.ally.basic)
            #expect(try known.error == "invalid_grant")
            for headers: HTTPFields in [
                [:], [.authorization: "Basic !!!"], [.authorization: "Bearer x"],
                [.authorization: "Basic \(Data("ally".utf8).base64EncodedString())"],
                TestClient(id: "ally", secret: "wrong", redirect: "").basic, TestClient(id: "nobody", secret: "wrong", redirect: "").basic,
                TestClient(id: "widget", secret: "", redirect: "").basic,
            ] {
                let answer = try await federation.app.send(TestClient.form(form), to: "/token", from: "x", headers)
                #expect(try answer.status == 401 && answer.error == "invalid_client", "\(headers)")
                #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Basic realm=") == true)
            }
            #expect(try await federation.token(.ally, form, secret: "wrong").status == 401)
            #expect(try await federation.token(TestClient(id: "ally", secret: nil, redirect: ""), form).status == 401)
            let both = try await federation.app.send(TestClient.ally.form(form), to: "/token", from: "x", TestClient.ally.basic)
            #expect(try both.error == "invalid_request")
            let other = try await federation.app.send(
                TestClient.form(form.merging(["client_id": "blog"]) { $1 }), to: "/token", from: "x", TestClient.ally.basic)
            #expect(try other.error == "invalid_request")
            // A public client has its code and its verifier, and no secret.
            let tokens = try await federation.tokens(.widget, maya)
            #expect(try await federation.refresh(#require(tokens.refresh), .widget).status == 200)
        }
    }

    @Test func `who guesses secrets has to wait, and keeps nobody else from coming in`() async throws {
        try await FederationSite.runOverSockets { running async throws in
            let form = TestClient.form(["grant_type": "refresh_token", "refresh_token": SecretToken().text])
            // What our proxy says of the network is at the end; what is before it, anybody can write.
            func ask(_ client: TestClient, from address: String, isInternal: Bool = false) async throws -> Int {
                let headers = [
                    "Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": address,
                    "Authorization": client.basic[.authorization] ?? "",
                ]
                return try await running.ask("/token", method: "POST", isInternal: isInternal, headers, body: form).status
            }
            let guesser = TestClient(id: "blog", secret: "guess", redirect: "")
            for number in 0..<20 { #expect(try await ask(guesser, from: "203.0.113.\(number), 192.0.2.1") == 401) }
            #expect(try await ask(guesser, from: "192.0.2.1") == 429)
            #expect(try await ask(guesser, from: "203.0.113.99, 192.0.2.1") == 429)
            #expect(try await ask(.blog, from: "192.0.2.1") == 429)
            #expect(try await ask(.blog, from: "192.0.2.2") == 400)
            for number in 0..<20 { #expect(try await ask(guesser, from: "2001:db8:1:2::\(number)") == 401) }
            #expect(try await ask(guesser, from: "2001:db8:1:2:3::") == 429)
            #expect(try await ask(.blog, from: "192.0.2.1", isInternal: true) == 400)
        }
    }

    @Test func `of twenty that show a code at once one gets tokens, which are worth nothing, and the owner reads of it`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let code = try await federation.code(for: .blog, maya)
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<20 { group.addTask { try await federation.redeem(code, .blog) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let won = answers.filter { $0.status == 200 }
            #expect(won.count == 1)
            for answer in answers where answer.status != 200 { #expect(try answer.error == "invalid_grant") }
            let tokens = try TestTokens(#require(won.first))
            #expect(try await federation.refresh(#require(tokens.refresh), .blog).error == "invalid_grant")
            #expect(try await federation.app.ask("/userinfo", tokens.bearer).status == 401)
            #expect(try await federation.introspect(tokens.access, by: .blog).body == "{\"active\":false}")
            let trail = try await federation.services.require(\.auditTrail).entries(of: maya.person.id, limit: 10)
            #expect(trail.map(\.kind) == [.tokenReused] && trail.first?.detail == "Blog")
        }
    }

    @Test func `of twenty that refresh at once all get the same successor, and stay signed in`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let first = try #require(try await federation.tokens(.blog, maya).refresh)
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<20 { group.addTask { try await federation.refresh(first, .blog) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let successors = Set(try answers.map { try TestTokens($0).refresh })
            #expect(answers.allSatisfy { $0.status == 200 } && successors.count == 1)
            let next = try #require(successors.first ?? nil)
            let claims = try TestTokens.read(#require(try TestTokens(await federation.refresh(next, .blog)).id)).claims
            #expect(claims["nonce"] == nil && claims["sid"] as? String == maya.device.id.description)
        }
    }

    @Test func `a refresh may ask for less, and not for more`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let first = try #require(try await federation.tokens(.blog, maya, ["scope": "openid profile offline_access"]).refresh)
            let more = try await federation.refresh(first, .blog, ["scope": "openid email"])
            #expect(try more.error == "invalid_scope")
            #expect(try await federation.refresh(first, .blog, ["scope": "openid nonsense"]).error == "invalid_scope")
            let less = try await federation.refresh(first, .blog, ["scope": "openid"])
            #expect(try less.json["scope"] as? String == "openid")
            let again = try await federation.refresh(#require(try TestTokens(less).refresh), .blog)
            #expect(try again.json["scope"] as? String == "openid profile offline_access")
        }
    }

    @Test func `a device that has ended has no tokens any more, at once`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let (tokens, code) = (try await federation.tokens(.blog, maya), try await federation.code(for: .blog, maya))
            try await federation.end(maya.device)
            #expect(try await federation.redeem(code, .blog).error == "invalid_grant")
            #expect(try await federation.refresh(#require(tokens.refresh), .blog).error == "invalid_grant")
            #expect(try await federation.app.ask("/userinfo", tokens.bearer).status == 401)
            #expect(try await federation.introspect(tokens.access, by: .blog).body == "{\"active\":false}")
        }
    }
}
