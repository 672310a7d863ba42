import Foundation
import HTTPTypes
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

@testable import SharedInfrastructure

/// Word from the authorization server that somebody signed out.
@Suite struct BackchannelLogoutTests {
    private func token(
        _ site: SignInSite, type: String = "logout+jwt", _ change: (inout [String: Any]) -> Void = { _ in }
    ) throws -> String {
        let now = Int(Date().timeIntervalSince1970)
        var claims: [String: Any] = [
            "iss": TestProvider.issuer, "aud": "blog", "iat": now, "exp": now + 120, "jti": UUID().uuidString,
            "events": [LogoutToken.event: [String: Any]()], "sid": site.device.id.description, "sub": site.maya.id.description,
        ]
        change(&claims)
        return try site.provider.sign(claims, type: type)
    }

    private func tell(_ site: SignInSite, _ token: String) async throws -> Answer {
        try await site.app.askInternally(
            .post, "/auth/backchannel-logout", [.contentType: "application/x-www-form-urlencoded"], body: "logout_token=\(token)")
    }

    @Test(arguments: ["device", "person", "both", "list"])
    func `who signed out is forgotten here at once, even when the database was told before`(named: String) async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            try await site.signIn(browser)
            // Another process has ended her device; this one remembers her session.
            if named == "both" { try await site.database.query("update account.sessions set revoked_at = now()") }
            #expect(try await site.who(browser) == "Maya")
            let text = try token(site) { claims in
                if named == "device" { claims["sub"] = nil }
                if named == "person" { claims["sid"] = nil }
                if named == "list" { claims["aud"] = ["market", "blog"] }
            }
            let answer = try await tell(site, text)
            #expect(answer.status == 200 && answer.headers[.cacheControl] == "no-store" && answer.body.isEmpty)
            #expect(try await site.who(browser) == "nobody")
            #expect(try await site.database.query("select 1 from account.sessions where revoked_at is null").isEmpty)
        }
    }

    @Test func `of the same person's devices one is named, and the others stay`() async throws {
        try await SignInSite.run { site async throws in
            let (browser, phone) = (Browser(), Browser())
            try await site.signIn(browser)
            let other = try await SignInSite.signIn(site.maya, in: site.database)
            _ = try await site.ask(site.provider.callback(after: site.depart(phone), as: site.maya.id, on: other.id), by: phone)
            #expect(try await tell(site, token(site)).status == 200)
            #expect(try await site.who(phone) == "Maya")
            #expect(try await site.who(browser) == "nobody")
        }
    }

    @Test func `a token that is sent again is refused`() async throws {
        try await SignInSite.run { site async throws in
            let text = try token(site)
            #expect(try await tell(site, text).status == 200)
            #expect(try await tell(site, text).status == 400)
            #expect(try await tell(site, token(site)).status == 200)
        }
    }

    @Test(arguments: ["device", "person"])
    func `a token that is sent again, to another process, signs nobody out who has signed in since`(named: String) async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            try await site.signIn(browser)
            // Issued a while ago, and on its way until now.
            let text = try token(site) { claims in
                claims[named == "device" ? "sub" : "sid"] = nil
                claims["iat"] = Int(Date().timeIntervalSince1970) - 2
            }
            try await site.database.query("update account.sessions set started_at = started_at - interval '1 minute'")
            #expect(try await tell(site, text).status == 200)
            #expect(try await site.who(browser) == "nobody")
            let again = try await SignInSite.signIn(site.maya, in: site.database)
            _ = try await site.ask(site.provider.callback(after: site.depart(browser), as: site.maya.id, on: again.id), by: browser)
            try await site.withTwin { twin in
                #expect(try await twin.ask("/page", browser.headers).body == "Maya")
                let answer = try await twin.askInternally(
                    .post, "/auth/backchannel-logout", [.contentType: "application/x-www-form-urlencoded"], body: "logout_token=\(text)")
                #expect(answer.status == 200)
                #expect(try await twin.ask("/page", browser.headers).body == "Maya")
            }
            #expect(try await site.who(browser) == "Maya")
            let living = try await site.database.query("select device_id from account.sessions where revoked_at is null")
            #expect(try living.map { try $0["device_id"] as ID<Device> } == [again.id])
        }
    }

    enum Lie: CaseIterable {
        case idToken, noType, issuer, audience, expired, old, future, noTime, noEnd, noID, emptyID, noEvents, otherEvent, eventIsText,
            nonce, nobody
        case strangeDevice, strangePerson, stranger, unknownKey, sharedSecret, none, garbage
    }

    @Test(arguments: Lie.allCases)
    func `a token that is not one signs nobody out`(lie: Lie) async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            try await site.signIn(browser)
            let now = Int(Date().timeIntervalSince1970)
            let publicKey = site.provider.publicKey
            switch lie {
            case .stranger: site.provider.behave { $0.change = { CallbackTests.Lie.stranger.tell(&$0, publicKey) } }
            case .unknownKey: site.provider.behave { $0.change = { CallbackTests.Lie.unknownKey.tell(&$0, publicKey) } }
            case .sharedSecret: site.provider.behave { $0.change = { CallbackTests.Lie.sharedPublicKey.tell(&$0, publicKey) } }
            case .none: site.provider.behave { $0.change = { CallbackTests.Lie.none.tell(&$0, publicKey) } }
            case .noType: site.provider.behave { $0.change = { $0.header["typ"] = nil } }
            default: break
            }
            let text = try token(site, type: lie == .idToken ? "JWT" : "logout+jwt") { claims in
                switch lie {
                case .issuer: claims["iss"] = "https://evil.example"
                case .audience: claims["aud"] = "market"
                case .expired: claims["exp"] = now - 31
                case .old: claims["iat"] = now - 400
                case .future: claims["iat"] = now + 120
                case .noTime: claims["iat"] = nil
                case .noEnd: claims["exp"] = nil
                case .noID: claims["jti"] = nil
                case .emptyID: claims["jti"] = ""
                case .noEvents: claims["events"] = nil
                case .otherEvent: claims["events"] = ["https://example.org/event": [String: Any]()]
                case .eventIsText: claims["events"] = [LogoutToken.event: "yes"]
                case .nonce: claims["nonce"] = "x"
                case .nobody: (claims["sid"], claims["sub"]) = (nil, nil)
                case .strangeDevice: claims["sid"] = "a device"
                case .strangePerson: claims["sub"] = "maya"
                case .idToken, .noType, .stranger, .unknownKey, .sharedSecret, .none, .garbage: break
                }
            }
            let answer = try await tell(site, lie == .garbage ? "a.b" : text)
            #expect(answer.status == 400 && answer.headers[.cacheControl] == "no-store" && answer.body == "{\"error\":\"invalid_request\"}")
            #expect(try await site.who(browser) == "Maya")
        }
    }

    @Test func `what is no such request is refused, and on the public listener there is nothing`() async throws {
        try await SignInSite.run { site async throws in
            for (type, body) in [
                ("application/json", "{}"), ("application/x-www-form-urlencoded", ""),
                ("application/x-www-form-urlencoded", "logout_token="),
                ("application/x-www-form-urlencoded", "logout_token=a&logout_token=b"), ("text/plain", "logout_token=x"),
            ] {
                let answer = try await site.app.askInternally(.post, "/auth/backchannel-logout", [.contentType: type], body: body)
                #expect(answer.status == 400 && answer.headers[.cacheControl] == "no-store")
            }
            #expect(try await site.app.askInternally("/auth/backchannel-logout").status == 405)
            let outside = try await site.app.send("logout_token=x", to: "/auth/backchannel-logout", from: SignInSite.origin)
            #expect(outside.status == 404)
        }
    }

    @Test func `a logout that failed may be sent again`() async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            try await site.signIn(browser)
            let text = try token(site)
            try await site.database.query("alter table account.sessions rename to away")
            let failed = try await tell(site, text)
            #expect(failed.status == 400 && failed.body == "{\"error\":\"temporarily_unavailable\"}")
            try await site.database.query("alter table account.away rename to sessions")
            #expect(try await tell(site, text).status == 200)
            #expect(try await site.who(browser) == "nobody")
        }
    }
}
