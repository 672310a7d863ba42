import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Federation

struct MetadataTests {
    @Test func `both documents are one, at both listeners, and their issuer is ours to the byte`() async throws {
        try await FederationSite.run { federation async throws in
            let answer = try await federation.app.ask("/.well-known/openid-configuration")
            let json = try answer.json
            #expect(json["issuer"] as? String == FederationSite.origin)
            #expect(json["code_challenge_methods_supported"] as? [String] == ["S256"])
            #expect(json["authorization_response_iss_parameter_supported"] as? Bool == true)
            #expect(json["response_types_supported"] as? [String] == ["code"])
            #expect(json["grant_types_supported"] as? [String] == ["authorization_code", "refresh_token"])
            for (name, path) in [
                ("authorization_endpoint", "/authorize"), ("token_endpoint", "/token"), ("revocation_endpoint", "/revoke"),
                ("introspection_endpoint", "/introspect"), ("userinfo_endpoint", "/userinfo"), ("jwks_uri", "/jwks"),
                ("end_session_endpoint", "/end-session"),
            ] { #expect(json[name] as? String == FederationSite.origin + path) }
            #expect(try await federation.app.ask("/.well-known/oauth-authorization-server").body == answer.body)
            #expect(try await federation.app.askInternally("/.well-known/openid-configuration").body == answer.body)
            #expect(answer.headers[.cacheControl] == "public, max-age=3600" && answer.headers[.accessControlAllowOrigin] == "*")
            let tag = try #require(answer.headers[.eTag])
            #expect(try await federation.app.ask("/.well-known/openid-configuration", [.ifNoneMatch: tag]).status == 304)
        }
    }

    @Test func `the keys are public, and nothing of them is not`() async throws {
        try await FederationSite.run { federation async throws in
            let answer = try await federation.app.ask("/jwks")
            #expect(answer.headers[.cacheControl] == "public, max-age=900")
            let keys = try #require(try answer.json["keys"] as? [[String: String]])
            #expect(keys.count == 2 && Set(keys.compactMap { $0["kid"] }).count == 2)
            for key in keys {
                #expect(Set(key.keys) == ["kty", "use", "alg", "kid", "n", "e"])
                #expect(key["kty"] == "RSA" && key["use"] == "sig" && key["alg"] == "RS256" && key["e"] == "AQAB")
                #expect(Base64URL.decode(key["n"] ?? "")?.count == 256)
            }
            #expect(try await federation.app.askInternally("/jwks").body == answer.body)
        }
    }

    @Test func `what the key of before signed is believed when the keys have turned, and tokens are signed with the new one`() async throws
    {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya")
            let old = try await federation.tokens(.blog, maya)
            let keys = try federation.services.require(\.signingKeys)
            let before = try await keys.keys().map(\.id)
            try await federation.app.resources.database.run { (transaction: borrowing Transaction) in
                try await keys.rotate(published: Date(), at: Date(), in: transaction)
            }
            // Another process, which has just started.
            let config = federation.app.resources.config
            let resources = try AppResources(config, observability: Observability(config, output: RecordedLines().output), assets: Assets())
            let other = FederationSite(app: try App.federation(resources, .federation(resources.database, config)))
            try await RunningApp.run(other.app) { _ in
                let published = try #require(try await other.app.ask("/jwks").json["keys"] as? [[String: String]])
                #expect(published.count == 3 && Set(before).isSubset(of: published.compactMap { $0["kid"] }))
                #expect(try await other.app.ask("/userinfo", old.bearer).status == 200)
                let new = try await other.tokens(.blog, maya)
                #expect(try TestTokens.read(old.access).header["kid"] as? String == before[0])
                #expect(try TestTokens.read(new.access).header["kid"] as? String == before[1])
                // The one that has not heard of it yet knows the new key already: it was the next.
                #expect(try await federation.app.ask("/userinfo", new.bearer).status == 200)
            }
        }
    }

    @Test func `scripts of other sites may ask what is for them, and nothing else`() async throws {
        try await FederationSite.run { federation async throws in
            for (path, methods) in [
                ("/token", "POST"), ("/userinfo", "GET, POST"), ("/revoke", "POST"), ("/jwks", "GET"),
                ("/.well-known/openid-configuration", "GET"),
            ] {
                let answer = try await federation.app.ask(.options, path, [.origin: "https://widget.example"])
                #expect(answer.status == 204 && answer.headers[.accessControlAllowOrigin] == "*")
                #expect(answer.headers[.accessControlAllowMethods] == methods && answer.headers[.accessControlAllowCredentials] == nil)
            }
            for path in ["/authorize", "/introspect", "/end-session", "/"] {
                #expect(try await federation.app.ask(.options, path).headers[.accessControlAllowOrigin] == nil)
            }
        }
    }
}
