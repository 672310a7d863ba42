import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Federation

struct InspectionTests {
    private static let nothing = "{\"active\":false}"

    @Test func `introspection tells a client of its own tokens, and of all others nothing`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let maya = try await federation.signIn("maya")
            try await federation.consent(maya, to: .ally)
            let tokens = try await federation.tokens(.ally, maya)
            let refresh = try #require(tokens.refresh)
            let access = try await federation.introspect(tokens.access, by: .ally).json
            #expect(access["active"] as? Bool == true && access["sub"] as? String == maya.person.id.description)
            #expect(access["client_id"] as? String == "ally" && access["token_type"] as? String == "Bearer")
            #expect(access["scope"] as? String == "openid profile email offline_access" && access["exp"] is Int && access["jti"] is String)
            #expect(try await federation.introspect(refresh, by: .ally).json["active"] as? Bool == true)
            for token in [tokens.access, refresh] { #expect(try await federation.introspect(token, by: .blog).body == Self.nothing) }
            let id = try #require(tokens.id)
            for token in ["x", SecretToken().text, id, tokens.access + "A", "a.b.c"] {
                #expect(try await federation.introspect(token, by: .ally).body == Self.nothing)
            }
            // One that was exchanged can be exchanged no more.
            _ = try await federation.refresh(refresh, .ally)
            #expect(try await federation.introspect(refresh, by: .ally).body == Self.nothing)
        }
    }

    @Test func `only who proves who they are may introspect`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            for form in ["token=x", "token=x&client_id=widget", "token=x&client_id=blog", "token=x&client_id=blog&client_secret=y"] {
                let answer = try await federation.app.send(form, to: "/introspect", from: "x")
                #expect(try answer.status == 401 && answer.error == "invalid_client", "\(form)")
            }
            let missing = try await federation.app.send("", to: "/introspect", from: "x", TestClient.blog.basic)
            #expect(try missing.status == 400 && missing.error == "invalid_request")
        }
    }

    @Test func `revoking either token ends both, and an unknown one is as good as revoked`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let maya = try await federation.signIn("maya")
            func revoke(_ token: String, _ client: TestClient) async throws -> Int {
                try await federation.app.send(client.form(["token": token, "token_type_hint": "nonsense"]), to: "/revoke", from: "x").status
            }
            for useAccess in [true, false] {
                let tokens = try await federation.tokens(.blog, maya)
                let refresh = try #require(tokens.refresh)
                // Somebody else's does nothing, and says nothing.
                #expect(try await revoke(refresh, .ally) == 200)
                #expect(try await revoke(tokens.access, .ally) == 200)
                #expect(try await federation.app.ask("/userinfo", tokens.bearer).status == 200)
                #expect(try await revoke(useAccess ? tokens.access : refresh, .blog) == 200)
                #expect(try await federation.refresh(refresh, .blog).error == "invalid_grant")
                #expect(try await federation.app.ask("/userinfo", tokens.bearer).status == 401)
                #expect(try await revoke(refresh, .blog) == 200)
            }
            for token in ["x", SecretToken().text, "a.b.c"] { #expect(try await revoke(token, .blog) == 200) }
            #expect(try await federation.app.send("token=x&client_id=blog", to: "/revoke", from: "x").status == 401)
            #expect(try await federation.app.send(TestClient.blog.form([:]), to: "/revoke", from: "x").error == "invalid_request")
        }
    }

    @Test func `a token that was exchanged already still revokes its family`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let first = try #require(try await federation.tokens(.blog, maya).refresh)
            let second = try #require(try TestTokens(await federation.refresh(first, .blog)).refresh)
            #expect(try await federation.app.send(TestClient.blog.form(["token": first]), to: "/revoke", from: "x").status == 200)
            #expect(try await federation.refresh(second, .blog).error == "invalid_grant")
        }
    }

    @Test func `userinfo says who, as far as was let, and in the words of RFC 6750 why not`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let tokens = try await federation.tokens(.blog, maya)
            let answer = try await federation.app.ask("/userinfo", tokens.bearer)
            let json = try answer.json
            #expect(answer.headers[.cacheControl] == "no-store" && answer.headers[.accessControlAllowOrigin] == "*")
            #expect(json["sub"] as? String == maya.person.id.description && json["preferred_username"] as? String == "maya")
            #expect(json["name"] as? String == "<maya> & co" && json["email"] as? String == "maya@example.org")
            #expect(try await federation.app.ask(.post, "/userinfo", tokens.bearer).body == answer.body)
            let few = try await federation.app.ask("/userinfo", federation.tokens(.blog, maya, ["scope": "openid"]).bearer)
            #expect(try Set(few.json.keys) == ["sub"])

            let none = try await federation.app.ask("/userinfo")
            #expect(none.status == 401 && none.headers[.wwwAuthenticate] == "Bearer realm=\"Rose Ash\"")
            #expect(try await federation.app.ask("/userinfo?access_token=\(tokens.access)").status == 401)
            for token in ["x", try #require(tokens.id), try #require(tokens.refresh)] {
                let wrong = try await federation.app.ask("/userinfo", [.authorization: "Bearer \(token)"])
                #expect(wrong.status == 401 && wrong.headers[.wwwAuthenticate]?.contains("error=\"invalid_token\"") == true)
            }
            let broken = try await federation.app.ask("/userinfo", [.authorization: "Bearer"])
            #expect(broken.status == 400 && broken.headers[.wwwAuthenticate]?.contains("error=\"invalid_request\"") == true)
            let narrow = try await federation.app.ask("/userinfo", federation.tokens(.blog, maya, ["scope": "profile"]).bearer)
            #expect(narrow.status == 403 && narrow.headers[.wwwAuthenticate]?.contains("error=\"insufficient_scope\"") == true)
        }
    }

    @Test func `a token that we did not sign, or that has run out, is none`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let token = try await federation.tokens(.blog, maya).access
            let parts = token.split(separator: ".")
            let claims = try TestTokens.read(token).claims
            func forged(_ header: String) -> String { "\(Base64URL.encode(Array(header.utf8))).\(parts[1]).\(parts[2])" }
            let id = try TestTokens.read(token).header["kid"] as? String ?? ""
            for header in [
                #"{"alg":"none","typ":"at+jwt","kid":"\#(id)"}"#, #"{"alg":"HS256","typ":"at+jwt","kid":"\#(id)"}"#,
                #"{"alg":"RS256","typ":"at+jwt","kid":"another"}"#, #"{"alg":"RS256","typ":"at+jwt"}"#,
            ] { #expect(try await federation.app.ask("/userinfo", [.authorization: "Bearer \(forged(header))"]).status == 401) }
            let keys = KeyRing(
                try federation.services.require(\.signingKeys), in: federation.app.resources.database,
                issuer: Issuer(federation.app.resources.config))
            let end = Date(timeIntervalSince1970: Double(try #require(claims["exp"] as? Int)))
            #expect(try await keys.verify(token, as: AccessTokenClaims.self, at: end - 1) != nil)
            #expect(try await keys.verify(token, as: AccessTokenClaims.self, at: end) == nil)
            #expect(try await keys.verify(token, as: IDTokenClaims.self, at: nil) == nil)
        }
    }
}
