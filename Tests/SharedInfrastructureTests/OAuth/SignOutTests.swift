import Foundation
import HTTPTypes
import Shared
import SharedPostgres
import SharedRedis
import SharedServices
import Support
import Testing

@testable import SharedInfrastructure

/// The way out, of all six at once.
@Suite struct SignOutTests {
    /// A session of the same device at another service.
    private func elsewhere(_ site: SignInSite, _ service: ServiceName, on device: ID<Device>? = nil) async throws -> SecretToken {
        let sessions = PostgresSessions(site.database)
        return try await site.database.run { (transaction: borrowing Transaction) in
            try await sessions.start(
                on: device ?? site.device.id, at: service, moment: Date(), lifetime: Device.lifetime, in: transaction
            ).token
        }
    }

    @Test func `who signs out is signed out on all six, and on no other device`() async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            try await site.signIn(browser)
            let others = try await ServiceName.allCases.filter { $0 != .blog }.asyncMap { try await elsewhere(site, $0) }
            let phone = try await SignInSite.signIn(site.maya, in: site.database)
            let phones = try await elsewhere(site, .market, on: phone.id)
            let old = browser.headers

            let out = try await site.signOut(browser, [.referer: "\(SignInSite.origin)/page?a=1&sso=none"])
            #expect(out.status == 303 && out.headers[.location] == "/page?a=1" && out.headers[.cacheControl] == "no-store")
            #expect(browser.session == nil && browser.cookies["member"] == nil)
            #expect(try await site.app.ask("/page", old).body == "nobody", "this process has forgotten, too")
            let sessions = PostgresSessions(site.database)
            for token in others { #expect(try await sessions.find(token, at: Date()) == nil) }
            #expect(try await sessions.find(phones, at: Date()) != nil)
            let history = try await PostgresActivities(site.database).history(of: .device(site.device.id), limit: 10)
            #expect(history.map(\.kind) == [.memberSignedOut, .memberSignedIn])
            let trail = try await PostgresAuditTrail(site.database).entries(of: site.maya.id, limit: 10)
            #expect(trail.map(\.kind) == [.signedOut])

            // Again, and by somebody who never was signed in.
            #expect(try await site.signOut(browser).status == 303)
            #expect(try await site.app.ask("/page", SignInSite.opening).body == "nobody")
            #expect(try await site.database.query("select 1 from account.audit_entries").count == 1)
        }
    }

    @Test func `a form of a sibling's page signs out, and one of any other page does not`() async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            try await site.signIn(browser)
            for origin in ["https://evil.example", "null", "http://rose-ash.localhost:8000"] {
                #expect(try await site.app.send("", to: "/auth/logout", from: origin, browser.headers).status == 403)
            }
            #expect(try await site.app.ask("/auth/logout", browser.headers).status == 405)
            #expect(try await site.who(browser) == "Maya")
            let out = try await site.signOut(
                browser, from: "http://market.rose-ash.localhost:8000", [.referer: "http://market.rose-ash.localhost:8000/stall"])
            #expect(out.status == 303 && out.headers[.location] == "/" && browser.session == nil)
        }
    }

    @Test func `what a browser still carried is its member's, and the browser is left with no basket`() async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            try await site.signIn(browser)
            let basket = ID<Basket>()
            try await site.database.query("insert into cart.baskets (id) values (\(basket))")
            try await site.database.query(
                "insert into cart.basket_items (basket_id, variant_id, quantity) values (\(basket), \(ID<Variant>()), 2)")
            let cookie = VisitorCookies(site.app.resources.config).setting(basket).value
            browser.forge(String(cookie.prefix { $0 != ";" }))
            _ = try await site.signOut(browser)
            #expect(browser.cookies.keys.map(\.self) == ["sso-tried"])
            let rows = try await site.database.query(
                "select b.person_id, i.quantity from cart.baskets b join cart.basket_items i on i.basket_id = b.id where b.id <> \(basket)")
            #expect(rows.count == 1)
            #expect(try rows[0]["person_id"] == site.maya.id)
            #expect(try rows[0]["quantity"] == 2)
            #expect(try await site.database.query("select 1 from cart.baskets where id = \(basket)").isEmpty)
            // Who is signed out already keeps what they carry.
            browser.forge(String(cookie.prefix { $0 != ";" }))
            _ = try await site.signOut(browser)
            #expect(browser.cookies.count == 2)
        }
    }

    @Test func `without the database nobody is told that they are signed out`() async throws {
        try await SignInSite.run { site async throws in
            let browser = Browser()
            try await site.signIn(browser)
            await site.database.shutDown()
            let out = try await site.signOut(browser)
            #expect(out.status == 503 && browser.session != nil)
        }
    }

    @Test func `another process hears of it through Redis, and forgets; without Redis nobody is signed out by that`() async throws {
        try await RedisServer.run { redis in
            try await SignInSite.run(["REDIS_URL": redis.configuration.description]) { site async throws in
                let browser = Browser()
                try await site.signIn(browser)
                // A second process of the same service, which remembers her.
                let config = site.app.resources.config
                let resources = try AppResources(
                    config, observability: Observability(config, output: RecordedLines().output), assets: Assets())
                let second = try SignInSite.app(resources)
                try await RunningApp.run(second) { _ in
                    #expect(try await second.ask("/page", browser.headers).body == "Maya")
                    try await eventually("Redis is there") { site.app.resources.redis?.isAvailable == true }
                    let old = browser.headers
                    _ = try await site.signOut(browser)
                    try await eventually("the other process has heard") { try await second.ask("/page", old).body == "nobody" }
                }
                await resources.database.shutDown()
                let other = Browser()
                let device = try await SignInSite.signIn(site.maya, in: site.database)
                _ = try await site.ask(site.provider.callback(after: site.depart(other), as: site.maya.id, on: device.id), by: other)
                await redis.kill()
                #expect(try await site.who(other) == "Maya")
                _ = try await site.signOut(other)
                #expect(try await site.who(other) == "nobody")
            }
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<Mapped>(_ transform: (Element) async throws -> Mapped) async rethrows -> [Mapped] {
        var mapped: [Mapped] = []
        for element in self { mapped.append(try await transform(element)) }
        return mapped
    }
}
