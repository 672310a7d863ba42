import Foundation
import HTTPTypes
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

@testable import SharedInfrastructure

/// The way in, with an authorization server that says what is so.
@Suite struct LoginTests {
    @Test func `somebody signs in, goes on to the page that they came from, and is known there`() async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            let sent = try await site.ask("/auth/login", by: browser, [.referer: "\(SignInSite.origin)/page?a=1&b=%C3%A9"])
            #expect(sent.status == 303 && sent.headers[.cacheControl] == "no-store")
            #expect(sent.headers[values: .referrerPolicy] == ["no-referrer"])
            let authorize = try #require(sent.headers[.location])
            #expect(authorize.hasPrefix("\(TestProvider.issuer)/authorize?"))
            let query = TestProvider.query(of: authorize)
            #expect(query["response_type"] == "code" && query["client_id"] == "blog" && query["scope"] == "openid")
            #expect(query["redirect_uri"] == "\(SignInSite.origin)/auth/callback" && query["code_challenge_method"] == "S256")
            #expect(query["code_challenge"]?.count == 43 && query["prompt"] == nil)
            for name in ["state", "nonce"] { #expect(query[name]?.count == 64) }

            let cookie = try #require(sent.headers[.setCookie])
            #expect(cookie.hasPrefix("__Host-login-\(query["state"]?.prefix(8) ?? "")="))
            for attribute in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure", "Max-Age=600"] { #expect(cookie.contains("; \(attribute)")) }
            #expect(!cookie.contains("Domain"))

            let arrived = try await site.arrive(browser, after: authorize)
            #expect(arrived.status == 303 && arrived.headers[.location] == "/page?a=1&b=%C3%A9")
            #expect(arrived.headers[.cacheControl] == "no-store" && arrived.headers[values: .referrerPolicy] == ["no-referrer"])
            #expect(try await site.who(browser) == "Maya")
            #expect(browser.logins.isEmpty && browser.cookies["member"] == "1")
            let session = try #require(arrived.headers[values: .setCookie].first { $0.hasPrefix("__Host-session=") })
            for attribute in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] { #expect(session.contains("; \(attribute)")) }
            let rows = try await site.database.query("select service, device_id from account.sessions")
            #expect(rows.count == 1)
            #expect(try rows[0]["service"] == "blog")
            #expect(try rows[0]["device_id"] == site.device.id)
        }
    }

    @Test(arguments: [
        ("next=%2Fpage%3Fa%3D1", "", "/page?a=1"), ("next=%2Fpage%3Fsso%3Dnone%26a%3D1", "", "/page?a=1"), ("", "/page?sso=none", "/page"),
        ("next=https%3A%2F%2Fevil.example%2F", "", "/"), ("next=%2F%2Fevil.example", "", "/"), ("next=%2F%5Cevil.example", "", "/"),
        ("next=%2F%252Fevil.example", "", "/"), ("next=%2Fpage&next=%2Fother", "/page", "/"), ("next=%2Fauth%2Flogin", "", "/"),
        ("next=%2Fauth%2Fcallback%3Fcode%3Dx", "", "/"), ("", "/auth/callback?error=x", "/"), ("", "", "/"), ("next=", "/page", "/"),
        ("next=%0D%0ASet-Cookie:x", "", "/"),
    ])
    func `where to go on to is a page of this site, whatever the address says`(query: String, referer: String, next: String) async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            let more: HTTPFields = referer.isEmpty ? [:] : [.referer: SignInSite.origin + referer]
            let authorize = try #require(try await site.ask("/auth/login?\(query)", by: browser, more).headers[.location])
            #expect(try await site.arrive(browser, after: authorize).headers[.location] == next)
        }
    }

    @Test(arguments: [
        "https://evil.example/page", "http://market.rose-ash.localhost:8000/page", "http://blog.rose-ash.localhost:8000.evil.example/page",
    ])
    func `a page of another site is not gone on to`(referer: String) async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            let authorize = try #require(try await site.ask("/auth/login", by: browser, [.referer: referer]).headers[.location])
            #expect(try await site.arrive(browser, after: authorize).headers[.location] == "/")
        }
    }

    @Test func `an address that is too long for a cookie leads back to its path, or to the front page`() async throws {
        try await SignInSite.run { site async throws in
            for (next, expected) in [
                ("/page?a=\(String(repeating: "x", count: 1500))", "/page"), ("/\(String(repeating: "x", count: 1500))", "/"),
            ] {
                let browser = Browser()
                #expect(try await site.arrive(browser, after: site.depart(browser, then: next)).headers[.location] == expected)
            }
        }
    }

    @Test func `who is signed in already goes on at once, and a prefetch begins nothing`() async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            let early = try await site.ask("/auth/login", by: browser, [.secPurpose: "prefetch;prerender"])
            #expect(early.status == 503 && early.headers[.setCookie] == nil && early.headers[.cacheControl] == "no-store")
            try await site.signIn(browser)
            let again = try await site.ask("/auth/login?next=%2Fpage", by: browser)
            #expect(again.status == 303 && again.headers[.location] == "/page" && browser.logins.isEmpty)
        }
    }

    @Test func `tabs that sign in at once do not disturb each other, in whatever order they come back`() async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            let departures = [try await site.depart(browser, then: "/page?tab=1"), try await site.depart(browser, then: "/page?tab=2")]
            #expect(browser.logins.count == 2)
            for (authorize, tab) in zip(departures.reversed(), [2, 1]) {
                #expect(try await site.arrive(browser, after: authorize).headers[.location] == "/page?tab=\(tab)")
                #expect(try await site.who(browser) == "Maya")
            }
            #expect(browser.logins.isEmpty)
        }
    }

    @Test func `of more than a few the oldest is dropped, and so is what is not ours`() async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            browser.forge("__Host-login-00000000=forged")
            for _ in 0..<7 { _ = try await site.depart(browser) }
            #expect(browser.logins.count == 4 && browser.cookies["__Host-login-00000000"] == nil)
            #expect(try await site.arrive(browser, after: site.depart(browser)).status == 303)
        }
    }

    @Test func `the session of before ends with the new one, in this browser alone`() async throws {
        try await SignInSite.run { site async throws in
            let (browser, phone) = (Browser(), Browser())
            try await site.signIn(browser)
            // The phone has a device of its own.
            let other = try await SignInSite.signIn(site.maya, in: site.database)
            _ = try await site.ask(site.provider.callback(after: site.depart(phone), as: site.maya.id, on: other.id), by: phone)
            let old = browser.headers
            let next = try await SignInSite.signIn(site.maya, in: site.database)
            let pending = Browser()
            let authorize = try await site.depart(pending)
            for (name, value) in pending.cookies { browser.forge("\(name)=\(value)") }
            _ = try await site.ask(site.provider.callback(after: authorize, as: site.maya.id, on: next.id), by: browser)
            #expect(try await site.who(browser) == "Maya")
            #expect(try await site.app.ask("/page", old).body == "nobody")
            #expect(try await site.who(phone) == "Maya")
        }
    }

    @Test func `an answer that comes twice signs in once, and goes on`() async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            let callback = try await site.provider.callback(after: site.depart(browser), as: site.maya.id, on: site.device.id)
            let before = browser.headers
            #expect(try await site.ask(callback, by: browser).status == 303)
            // The second click was under way with the cookies of before, and has those of now, too.
            for (name, value) in cookiePairs(before) { browser.forge("\(name)=\(value)") }
            #expect(try await site.ask(callback, by: browser).headers[.location] == "/page")
            #expect(try await site.ask(callback, by: browser).headers[.location] == "/")
            #expect(try await site.who(browser) == "Maya")
            #expect(try await site.database.query("select 1 from account.sessions").count == 1)
        }
    }

    private func cookiePairs(_ headers: HTTPFields) -> [(Substring, Substring)] {
        (headers[.cookie] ?? "").split(separator: "; ").map { ($0.prefix { $0 != "=" }, $0.drop { $0 != "=" }.dropFirst()) }
    }

    @Test func `federation's own way in is its page, and its way out is the same as everybody's`() async throws {
        try await withApp(of: .federation, SignInSite.app) { app in
            let way = try await app.ask("/auth/login?next=%2Fclients%3Fa%3D1")
            #expect(way.status == 303 && way.headers[.location] == "/sign-in?next=%2Fclients%3Fa%3D1")
            #expect(try await app.ask("/auth/callback?code=x").status == 404)
            #expect(try await app.askInternally(.post, "/auth/backchannel-logout").status == 404)
            let out = try await app.send("", to: "/auth/logout", from: TestProvider.issuer)
            #expect(out.status == 303)
        }
    }
}
