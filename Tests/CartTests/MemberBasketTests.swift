import Foundation
import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Cart

/// The basket of somebody who signs in and out. Over 200 lines: one basket, in each order in which that can happen.
struct MemberBasketTests {
    @Test func `who signs in finds what they chose before, is told once, and signs out to no basket`() async throws {
        try await CartSite.run { cart async throws in
            let (browser, phone) = (Browser(), Browser())
            let maya = try await cart.register("maya")
            _ = try await cart.add("loaf", 2, by: browser)
            _ = try await cart.add("cheese", by: browser)
            let old = browser.headers
            try await cart.signIn(maya, browser)
            try await eventually("the basket is adopted") { try await cart.app.ask("/", old).body.contains("There is nothing in it") }
            let page = try await cart.basket(of: browser)
            #expect(page.contains("The 3 things that you chose before you signed in are in your basket now."))
            #expect(page.contains("A loaf") && page.contains("£31.30") && page.contains("kept with your account"))
            #expect(PageCheck(page).faults == [])
            #expect(!browser.cookies.keys.contains { $0.contains("visitor") }, "no cookie names a member's basket")
            #expect(try await cart.basket(of: browser).contains("before you signed in"), "until it is read")

            try await cart.signIn(maya, phone)
            #expect(try await cart.basket(of: phone).contains("£31.30"))
            #expect(try await cart.send("", to: "/acknowledgements", by: browser).status == 303)
            #expect(!(try await cart.basket(of: browser).contains("before you signed in")))

            _ = try await cart.add("cider", by: browser)
            #expect(try await cart.basket(of: phone).contains("£37.10"))
            let out = try await cart.send("", to: "/auth/logout", by: browser)
            browser.keep(out)
            #expect(out.status == 303 && browser.cookies.isEmpty)
            #expect(try await cart.basket(of: browser).contains("There is nothing in it"))
            #expect(try await cart.app.ask("/", old).body.contains("There is nothing in it"), "nor does the cookie of before")
            _ = try await cart.add("loaf", by: browser)
            #expect(try await cart.basket(of: browser).contains("£4.40"))
            #expect(try await cart.basket(of: phone).contains("£37.10"))
        }
    }

    @Test func `two browsers that sign in at once bring all that each of them carried`() async throws {
        try await CartSite.run { cart async throws in
            let maya = try await cart.register("maya")
            var browsers: [(browser: Browser, basket: [ID<Basket>])] = []
            var known: [ID<Basket>] = []
            for (product, quantity) in [("loaf", 2), ("loaf", 3), ("cheese", 1)] {
                let browser = Browser()
                _ = try await cart.add(product, quantity, by: browser)
                let now = try await cart.app.resources.database.query("select id from cart.baskets").map { try $0["id"] as ID<Basket> }
                browsers.append((browser, now.filter { !known.contains($0) }))
                known = now
            }
            let baskets = browsers.map(\.basket)
            let tokens = try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for (number, carried) in baskets.enumerated() {
                    group.addTask { (number, try await cart.begin(maya, carrying: carried)) }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            for (number, token) in tokens { browsers[number].browser.forge("__Host-session=\(token)") }
            try await eventually("all is adopted") {
                try await cart.app.resources.database.query("select 1 from cart.baskets where person_id is null").isEmpty
            }
            for (browser, _) in browsers {
                let page = try await cart.basket(of: browser)
                #expect(page.contains("The 6 things") && page.contains("£44.50"))
            }
        }
    }

    @Test func `what is put in before the cart knows its member is theirs when it does`() async throws {
        try await CartSite.run { cart async throws in
            let browser = Browser()
            let maya = try await cart.register("maya")
            try await cart.signIn(maya, browser)
            let session = browser.cookies
            _ = try await cart.add("loaf", 5, by: browser)
            // Her browser has not been to the cart yet: there it is nobody's.
            let elsewhere = Browser()
            elsewhere.forge("member=1")
            let added = try await cart.add("cheese", by: elsewhere)
            #expect(added.status == 303 && elsewhere.cookies.count == 2)
            for (name, value) in session { elsewhere.forge("\(name)=\(value)") }
            let adopted = try await cart.app.ask(try #require(added.headers[.location]), elsewhere.headers)
            elsewhere.keep(adopted)
            #expect(adopted.status == 303 && adopted.headers[.location] == "/")
            let page = try await cart.basket(of: elsewhere)
            #expect(page.contains("The thing that you chose before you signed in is in your basket now.") && page.contains("£44.50"))
            #expect(!elsewhere.cookies.keys.contains { $0.contains("visitor") })
        }
    }

    @Test func `a form of a member who still carries a basket is about their own, with what they carried in it`() async throws {
        try await CartSite.run { cart async throws in
            let browser = Browser()
            let (loaf, maya) = (try await cart.variant(of: "loaf"), try await cart.register("maya"))
            _ = try await cart.add("loaf", 2, by: browser)
            let carried = browser.headers
            try await cart.signIn(maya, browser, carrying: [])
            let changed = try await cart.send("variant=\(loaf)&quantity=7", to: "/quantities", by: browser)
            browser.keep(changed)
            #expect(changed.status == 303 && !browser.cookies.keys.contains { $0.contains("visitor") })
            #expect(try await cart.basket(of: browser).contains("value=\"7\""))
            #expect(try await cart.app.ask("/", carried).body.contains("There is nothing in it"))
            #expect(try await cart.send("variant=\(loaf)", to: "/removals", by: browser).status == 303)
            #expect(try await cart.basket(of: browser).contains("wherever you are signed in"))
            #expect(try await cart.send("variant=\(loaf)&quantity=7", to: "/restorations", by: browser).status == 303)
            #expect(try await cart.basket(of: browser).contains("£30.80"))
        }
    }

    @Test func `a script that may be a member's is sent the way that finds out, and one that was tried is not`() async throws {
        try await CartSite.run { cart async throws in
            let form = "variant=\(try await cart.variant(of: "loaf"))&quantity=1"
            let mode = try #require(HTTPField.Name("Sec-Fetch-Mode"))
            func send(_ cookie: String, _ how: String) async throws -> Int {
                try await cart.app.send(form, to: "/items", from: CartSite.market, [.cookie: cookie, mode: how]).status
            }
            #expect(try await send("member=1", "cors") == 401)
            #expect(try await cart.app.resources.database.query("select 1 from cart.baskets").isEmpty)
            #expect(try await send("member=1", "navigate") == 303)
            #expect(try await send("member=1; sso-tried=1", "cors") == 303)
            #expect(try await send("other=1", "cors") == 303)
        }
    }

    @Test func `the count in the header is a member's own with what their browser still carries, and nobody else's`() async throws {
        try await CartSite.run { cart async throws in
            let database = cart.app.resources.database
            let baskets = PostgresBaskets(database, offers: PostgresOffers(database))
            let menu = MiniCart(baskets: baskets, members: baskets, site: .test)
            let (maya, omar) = (try await cart.register("maya").id, try await cart.register("omar").id)
            let (loaf, carried) = (try await cart.variant(of: "loaf"), ID<Basket>())
            try await database.run { (transaction: borrowing Transaction) in
                let own = try await baskets.basket(of: maya, in: transaction)
                _ = try await baskets.add(2, of: loaf, to: own, in: transaction)
                _ = try await baskets.add(1, of: loaf, to: carried, in: transaction)
            }
            for (visitor, count, total) in [
                (Visitor(member: maya), 2, "£8.80"), (Visitor(basket: carried, member: maya), 3, "£13.20"),
                (Visitor(basket: carried), 1, "£4.40"), (Visitor(basket: carried, member: omar), 1, "£4.40"),
            ] {
                let shown = try await menu.render(FragmentQuery([:]), for: visitor)
                #expect(shown.html.description.contains("mini-cart-count\">\(count)<") && shown.html.description.contains(total))
                #expect(visitor.member.map { shown.tags.contains(.basket(of: $0)) } ?? true)
                #expect(visitor.basket.map { shown.tags.contains(CacheTag($0)) } ?? true)
            }
            for visitor in [Visitor(), Visitor(member: omar), Visitor(basket: ID())] {
                #expect(try await menu.render(FragmentQuery([:]), for: visitor).html.description.contains(", empty"))
            }
        }
    }

    @Test func `what did not fit in is said`() {
        for (news, sentences) in [
            (Adoption(added: 1, leftOut: 0), ["The thing that you chose"]),
            (Adoption(added: 4, leftOut: 1), ["The 4 things", "One of them did not fit"]),
            (Adoption(added: 0, leftOut: 6), ["6 did not fit in"]),
        ] {
            let notice = AdoptionNotice(news: news).body.description
            for sentence in sentences { #expect(notice.contains(sentence)) }
            #expect(PageCheck("<!doctype html>" + notice).faults == [])
        }
    }
}

extension CartSite {
    func register(_ name: String) async throws -> Person {
        let database = app.resources.database
        let people = PostgresPeople(database, recording: PostgresActivities(database))
        let (username, email) = (try #require(Username(name)), try #require(EmailAddress("\(name)@example.org")))
        return try await database.run { (transaction: borrowing Transaction) in
            try await people.register(username, name: name, email: email, in: transaction)
        }
    }

    /// Signs `person` in with a browser, as federation does with what it carries, and at the cart.
    func signIn(_ person: Person, _ browser: Browser, carrying: [ID<Basket>]? = nil) async throws {
        let database = app.resources.database
        // There is one basket in the database for each that browsers carry.
        let carried: [ID<Basket>] =
            try await browser.cookies.isEmpty
            ? [] : database.query("select id from cart.baskets where person_id is null").map { try $0["id"] }
        let baskets = carrying ?? carried
        browser.forge("__Host-session=\(try await begin(person, carrying: baskets))")
    }

    /// A device of its own, and a session at the cart: answers its token.
    func begin(_ person: Person, carrying baskets: [ID<Basket>]) async throws -> String {
        let database = app.resources.database
        let devices = PostgresDevices(database, recording: PostgresActivities(database))
        return try await database.run { (transaction: borrowing Transaction) in
            let device = try await devices.begin(
                SignIn(person: person.id, label: "Firefox", method: .mail, baskets: baskets), at: Date(), in: transaction)
            return try await PostgresSessions(database).start(
                on: device.id, at: .cart, moment: Date(), lifetime: Device.lifetime, in: transaction
            ).token.text
        }
    }
}
