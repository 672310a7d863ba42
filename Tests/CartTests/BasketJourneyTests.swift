import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Cart

struct BasketJourneyTests {
    @Test func `Without an account a shopper fills a basket, changes it and empties it`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            #expect(try await cart.basket(of: shopper).contains("There is nothing in it"))
            let added = try await cart.add("loaf", 2, by: shopper)
            let next = CartPaths.basket(after: try await cart.variant(of: "loaf"), was: 0)
            #expect(added.status == 303 && added.headers[.location] == next.value)
            _ = try await cart.add("cider", by: shopper)
            let page = try await cart.basket(of: shopper)
            #expect(page.contains("A loaf") && page.contains("£8.80") && page.contains("£14.60"))
            #expect(page.contains("&lt;b&gt;Cider&lt;/b&gt; &amp; co"))
            #expect(PageCheck(page).faults == [])

            let loaf = try await cart.variant(of: "loaf")
            #expect(try await cart.send("variant=\(loaf)&quantity=3", to: "/quantities", by: shopper).status == 303)
            #expect(try await cart.basket(of: shopper).contains("£19.00"))
            #expect(try await cart.send("variant=\(loaf)&quantity=0", to: "/quantities", by: shopper).status == 303)
            #expect(!(try await cart.basket(of: shopper).contains("A loaf")))
            let cider = try await cart.variant(of: "cider")
            #expect(try await cart.send("variant=\(cider)", to: "/removals", by: shopper).status == 303)
            #expect(try await cart.basket(of: shopper).contains("There is nothing in it"))
        }
    }

    @Test func `The first add sets a cookie for all six sites, and the next ones set none`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            #expect(cookies(of: try await cart.app.ask("/")).isEmpty)
            let first = try await cart.add("loaf", by: shopper)
            let cookie = try #require(first.headers[.setCookie])
            #expect(cookie.hasPrefix("__Secure-visitor-"))
            for attribute in ["Domain=rose-ash.localhost", "HttpOnly", "SameSite=Lax", "Secure", "Path=/", "Max-Age=15552000"] {
                #expect(cookie.contains("; \(attribute)"))
            }
            #expect(cookies(of: try await cart.add("cheese", by: shopper)).isEmpty)
        }
    }

    @Test func `The second click on one button adds nothing more, and a later wish does`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            _ = try await cart.add("cider", by: shopper)
            let headers = shopper.headers
            let form = "variant=\(try await cart.variant(of: "loaf"))&quantity=1"
            async let one = cart.app.send(form, to: "/items", from: CartSite.market, headers)
            async let two = cart.app.send(form, to: "/items", from: CartSite.market, headers)
            let statuses = try await [one.status, two.status]
            #expect(statuses == [303, 303])
            #expect(try await cart.basket(of: shopper).contains("£10.20"))
            try await Task.sleep(for: RepeatedClicks.window + .milliseconds(50))
            _ = try await cart.add("loaf", by: shopper)
            #expect(try await cart.basket(of: shopper).contains("£14.60"))
        }
    }

    @Test func `Two tabs of one browser fill one basket, and what one took out the other may take out again`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            _ = try await cart.add("cider", by: shopper)
            let headers = shopper.headers
            let (loaf, cheese) = (try await cart.variant(of: "loaf"), try await cart.variant(of: "cheese"))
            async let left = cart.app.send("variant=\(loaf)&quantity=1", to: "/items", from: CartSite.market, headers)
            async let right = cart.app.send("variant=\(cheese)&quantity=1", to: "/items", from: CartSite.market, headers)
            _ = try await (left, right)
            #expect(try await cart.basket(of: shopper).contains("£32.70"))
            #expect(try await cart.send("variant=\(loaf)", to: "/removals", by: shopper).status == 303)
            #expect(try await cart.send("variant=\(loaf)", to: "/removals", by: shopper).status == 303)
            #expect(try await cart.send("variant=\(loaf)&quantity=0", to: "/quantities", by: shopper).status == 303)
            let late = try await cart.send("variant=\(loaf)&quantity=4", to: "/quantities", by: shopper)
            #expect(late.status == 422 && late.body.contains("no longer in your basket"))
            #expect(PageCheck(late.body).faults == [])
        }
    }

    @Test func `Two shoppers have two baskets`() async throws {
        try await CartSite.run { cart in
            let (maya, omar) = (Browser(), Browser())
            _ = try await cart.add("loaf", by: maya)
            _ = try await cart.add("cheese", by: omar)
            #expect(maya.cookies != omar.cookies)
            #expect(!(try await cart.basket(of: maya).contains("A cheese")))
            #expect(!(try await cart.basket(of: omar).contains("A loaf")))
        }
    }

    @Test func `What is no longer for sale stays in the basket, says so, and does not count`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            _ = try await cart.add("loaf", by: shopper)
            _ = try await cart.add("cheese", by: shopper)
            try await cart.withdraw("cheese")
            let page = try await cart.basket(of: shopper)
            #expect(
                page.contains("A cheese") && page.contains("Not for sale any more")
                    && page.contains("<dt>1 thing</dt><dd class=\"price price-large\">£4.40</dd>"))
            #expect(page.contains("<dt>Not for sale any more</dt><dd>1</dd>"))
            #expect(PageCheck(page).faults == [])
            // Two of it, since one more at once would pass for a second click.
            let again = try await cart.add("cheese", 2, by: shopper)
            #expect(again.status == 422 && again.body.contains("not for sale"))
        }
    }
}
