import Foundation
import HTTPTypes
import Shared
import SharedPostgres
import Support
import Testing

@testable import SharedInfrastructure

/// The way in, with an authorization server that lies, fails, or is somebody else. Nobody is signed in, and a page says what to do.
/// Over 200 lines: one answer, and all that may be wrong with it.
@Suite struct CallbackTests {
    /// Expects that nothing but a page came of it.
    private func expectRefusal(_ answer: Answer, _ status: Int, _ browser: Browser, _ site: SignInSite, _ what: Comment) async throws {
        #expect(answer.status == status, what)
        #expect(answer.body.contains("href=\"/auth/login?next=%2Fpage\">Sign in") && answer.body.contains("href=\"/page\""), what)
        #expect(answer.headers[.cacheControl] == "no-store" && answer.headers[.location] == nil, what)
        #expect(PageCheck(answer.body).faults == [], what)
        #expect(browser.session == nil && browser.logins.isEmpty && browser.cookies["member"] == nil, what)
        #expect(try await site.database.query("select 1 from account.sessions").isEmpty, what)
    }

    enum Lie: String, CaseIterable {
        case issuer, issuerWithSlash, otherAudience, audiencesWithoutParty, otherParty, expired, ofTheFuture, otherNonce, noNonce, noDevice
        case strangeDevice, noSuchDevice, noPerson, none, sharedSecret, sharedPublicKey, stranger, unknownKey, noKey, otherAlgorithm,
            critical
        case brokenSignature, keyInside

        @Sendable func tell(_ draft: inout TestProvider.Draft, _ publicKey: String) {
            let now = Int(Date().timeIntervalSince1970)
            switch self {
            case .issuer: draft.claims["iss"] = "http://federation.rose-ash.localhost"
            case .issuerWithSlash: draft.claims["iss"] = TestProvider.issuer + "/"
            case .otherAudience: draft.claims["aud"] = "market"
            case .audiencesWithoutParty: draft.claims["aud"] = ["blog", "market"]
            case .otherParty: draft.claims["azp"] = "market"
            case .expired: draft.claims["exp"] = now - 31
            case .ofTheFuture: draft.claims["iat"] = now + 120
            case .otherNonce: draft.claims["nonce"] = SecretToken().text
            case .noNonce: draft.claims["nonce"] = nil
            case .noDevice: draft.claims["sid"] = nil
            case .strangeDevice: draft.claims["sid"] = "a device"
            case .noSuchDevice: draft.claims["sid"] = ID<Device>().description
            case .noPerson: draft.claims["sub"] = "maya"
            case .none:
                draft.header["alg"] = "none"
                draft.signature = .none
            case .sharedSecret:
                draft.header["alg"] = "HS256"
                draft.header["kid"] = "shared"
                draft.signature = .shared(Array("secret".utf8))
            case .sharedPublicKey:
                draft.header["alg"] = "HS256"
                draft.signature = .shared(Array(publicKey.utf8))
            case .stranger: draft.signature = .stranger
            case .unknownKey: draft.header["kid"] = "key-2"
            case .noKey: draft.header["kid"] = nil
            case .otherAlgorithm: draft.header["alg"] = "RS384"
            case .critical: draft.header["crit"] = ["exp"]
            case .brokenSignature: draft.signature = .none
            case .keyInside:
                draft.header["jwk"] = ["kty": "RSA", "n": "AQAB", "e": "AQAB"]
                draft.signature = .stranger
            }
        }
    }

    @Test(arguments: Lie.allCases)
    func `an ID token that lies signs nobody in`(lie: Lie) async throws {
        try await SignInSite.run { site async throws in
            let (browser, publicKey) = (Browser(), site.provider.publicKey)
            site.provider.behave { $0.change = { draft in lie.tell(&draft, publicKey) } }
            let answer = try await site.arrive(browser, after: site.depart(browser))
            try await expectRefusal(answer, 400, browser, site, "\(lie)")
        }
    }

    @Test func `a device that is somebody else's signs nobody in`() async throws {
        try await SignInSite.run { site async throws in
            let omar = try await SignInSite.register("omar", in: site.database)
            let browser = Browser()
            let callback = try await site.provider.callback(after: site.depart(browser), as: omar.id, on: site.device.id)
            try await expectRefusal(site.ask(callback, by: browser), 400, browser, site, "another's device")
        }
    }

    @Test func `a device that has ended meanwhile signs nobody in`() async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            let authorize = try await site.depart(browser)
            try await site.database.query("update account.devices set ended_at = now()")
            try await expectRefusal(site.arrive(browser, after: authorize), 400, browser, site, "ended device")
        }
    }

    @Test(arguments: [
        ("iss", "http://federation.rose-ash.localhost"), ("iss", "http://federation.rose-ash.localhost:8000/"),
        ("iss", "https://evil.example"),
        ("iss", nil), ("code", nil), ("code", ""), ("code", "made-up"),
    ])
    func `an answer of another server, or without a code, is not gone on with`(name: String, value: String?) async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            let callback = try await site.provider.callback(after: site.depart(browser), as: site.maya.id, on: site.device.id)
            var query = TestProvider.query(of: callback)
            query[name] = value
            let path = "/auth/callback?" + query.map { "\($0.key)=\(TestProvider.encoded($0.value))" }.joined(separator: "&")
            try await expectRefusal(site.ask(path, by: browser), 400, browser, site, "\(name) \(value ?? "nothing")")
        }
    }

    @Test(arguments: [
        ("access_denied", 403, "Sign in after all"), ("server_error", 503, "Sign in again"),
        ("temporarily_unavailable", 503, "Sign in again"),
        ("invalid_request", 400, "Sign in again"), ("unauthorized_client", 400, "Sign in again"), ("%3Cscript%3E", 400, "Sign in again"),
        ("login_required", 400, "Sign in again"), ("", 400, "Sign in again"),
    ])
    func `an error is told as a page`(error: String, status: Int, words: String) async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            let answer = try await site.ask(TestProvider.callback(after: site.depart(browser), error: error), by: browser)
            #expect(answer.body.contains(words) && !answer.body.contains("<script>"))
            #expect((answer.headers[.retryAfter] != nil) == (status == 503))
            try await expectRefusal(answer, status, browser, site, "\(error)")
        }
    }

    @Test func `an error of another server is not believed`() async throws {
        try await SignInSite.run { site async throws in
            for issuer in ["https://evil.example", nil] {
                let browser = Browser()
                let path = try await TestProvider.callback(after: site.depart(browser), error: "access_denied", issuer: issuer)
                try await expectRefusal(site.ask(path, by: browser), 400, browser, site, "\(issuer ?? "nobody")")
            }
        }
    }

    @Test func `an answer to nothing that this browser asked is a page, and asks nobody`() async throws {
        try await SignInSite.run { site async throws in
            let (browser, other) = (Browser(), Browser())
            let callback = try await site.provider.callback(after: site.depart(other), as: site.maya.id, on: site.device.id)
            _ = try await site.depart(browser)
            for path in [callback, "/auth/callback", "/auth/callback?state=x&code=y", callback + "&state=z", callback + "&code=2"] {
                let answer = try await site.ask(path, by: browser)
                #expect(answer.status == 400 && answer.body.contains("href=\"/auth/login?next=%2F\">Sign in again"))
                #expect(browser.session == nil && browser.logins.count == 1)
                #expect(PageCheck(answer.body).faults == [])
            }
            // A cookie that somebody changed is as good as none.
            let (name, value) = try #require(other.cookies.first)
            let stranger = Browser()
            stranger.forge("\(name)=A\(value.dropFirst())")
            #expect(try await site.ask(callback, by: stranger).status == 400)
            // And under another name, too.
            let renamed = Browser()
            renamed.forge("__Host-login-\(TestProvider.query(of: try await site.depart(Browser()))["state"]?.prefix(8) ?? "")=\(value)")
            #expect(try await site.ask(callback, by: renamed).status == 400)
            #expect(try await site.ask(callback, by: other).status == 303)
        }
    }

    @Test(arguments: [
        (500, "", 503), (502, "<html>", 503), (200, "garbage", 503), (200, "{}", 503), (200, "{\"id_token\":7}", 503), (204, "", 503),
        (200, "{\"id_token\":\"x\"}", 400), (200, "{\"id_token\":\"a.b.c\"}", 400), (302, "", 503),
        (400, "{\"error\":\"invalid_grant\"}", 400),
        (401, "{\"error\":\"invalid_client\"}", 503), (400, "{\"error\":\"invalid_request\"}", 503), (400, "?", 503), (429, "", 503),
    ])
    func `a token endpoint that does not answer as it should signs nobody in`(status: Int, body: String, expected: Int) async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            site.provider.behave { $0.token = .status(status, body) }
            let answer = try await site.arrive(browser, after: site.depart(browser))
            #expect((answer.headers[.retryAfter] != nil) == (expected == 503))
            try await expectRefusal(answer, expected, browser, site, "\(status) \(body)")
        }
    }

    @Test func `a token endpoint that says nothing is waited for no longer than a person would, and one that is gone not at all`()
        async throws
    {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            site.provider.behave { $0.token = .silent }
            let clock = ContinuousClock()
            let began = clock.now
            try await expectRefusal(site.arrive(browser, after: site.depart(browser)), 503, browser, site, "silence")
            #expect(clock.now - began < .seconds(15))
        }
        try await SignInSite.run(["INTERNAL_ORIGIN_FEDERATION": "http://127.0.0.1:1"]) { site async throws in
            let browser = Browser()
            let answer = try await site.arrive(browser, after: site.depart(browser))
            try await expectRefusal(answer, 503, browser, site, "nobody there")
            #expect(try await site.app.ask("/page").status == 200)
        }
    }

    @Test func `keys that cannot be had, or read, sign nobody in`() async throws {
        for answer in [
            TestProvider.Endpoint.status(500, ""), .status(200, "garbage"), .status(200, "{\"keys\":[]}"), .status(200, "{\"keys\":7}"),
        ] {
            try await SignInSite.run { site async throws in
                let browser = Browser()
                site.provider.behave { $0.keys = answer }
                try await expectRefusal(site.arrive(browser, after: site.depart(browser)), 503, browser, site, "\(answer)")
            }
        }
    }

    @Test func `a key that is new is asked for, and then known`() async throws {
        try await SignInSite.run { site async throws in
            for _ in 0..<3 { try await site.signIn(Browser()) }
            #expect(site.provider.keyRequests == 1)
        }
    }
}
