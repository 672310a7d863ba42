import HTTPTypes
import Shared
import SharedPostgres
import SharedInfrastructure
import Support
import Testing
@testable import Cart

struct BasketRefusalTests {
    @Test(
        arguments: [
            "", "quantity=1", "variant=", "variant=nonsense&quantity=1", "variant={loaf}&quantity=0", "variant={loaf}&quantity=-1",
            "variant={loaf}&quantity=100", "variant={loaf}&quantity=99999999999999999999", "variant={loaf}&quantity=1.5",
            "variant={loaf}&quantity=two", "variant={loaf}&quantity=%FF%FE", "variant=%C3%28&quantity=1",
            "variant={loaf}&quantity=1&quantity=2",
            "variant=00000000-0000-0000-0000-000000000000&quantity=1", "variant={loaf}&quantity=1%00",
        ])
    func `A form that is wrong says what is wrong, and puts nothing in`(form: String) async throws {
        try await CartSite.run { cart in
            let loaf = try await cart.variant(of: "loaf")
            let answer = try await cart.app.send(form.replacing("{loaf}", with: loaf.description), to: "/items", from: CartSite.market)
            #expect(answer.status == 422)
            #expect(answer.body.contains("role=\"alert\" tabindex=\"-1\" autofocus>"))
            #expect(answer.body.contains("There is nothing in it"))
            #expect(cookies(of: answer).isEmpty)
            #expect(PageCheck(answer.body).faults == [])
            #expect(try await cart.app.resources.database.query("select count(*) as count from cart.baskets")[0]["count"] == 0)
        }
    }

    @Test func `A quantity that is wrong is said beside its line, with what was typed`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            _ = try await cart.add("loaf", by: shopper)
            let loaf = try await cart.variant(of: "loaf")
            let answer = try await cart.send("variant=\(loaf)&quantity=%3Cb%3E100", to: "/quantities", by: shopper)
            #expect(answer.status == 422)
            #expect(answer.body.contains("<p class=\"wrong\" id=\"problem-\(loaf)\" role=\"alert\">How many?"))
            #expect(answer.body.split(separator: " autofocus").count == 2 && answer.body.contains("aria-invalid=\"true\" autofocus"))
            #expect(answer.body.contains("value=\"&lt;b&gt;100\"") && answer.body.contains("aria-invalid=\"true\""))
            #expect(PageCheck(answer.body).faults == [])
            #expect(try await cart.basket(of: shopper).contains("value=\"1\""))
        }
    }

    @Test func `Ninety-nine of one thing is the most`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            _ = try await cart.add("loaf", 99, by: shopper)
            let more = try await cart.add("loaf", 1, by: shopper)
            #expect(more.status == 422 && more.body.contains("A basket holds 1 to 99 of one thing"))
            #expect(try await cart.basket(of: shopper).contains("£435.60"))
        }
    }

    @Test func `Forms from another site are refused, and from a sibling only what siblings may send`() async throws {
        try await CartSite.run { cart in
            let form = "variant=\(try await cart.variant(of: "loaf"))&quantity=1"
            for origin in ["https://evil.example", "null", "http://rose-ash.localhost:8000", "http://market.rose-ash.localhost"] {
                #expect(try await cart.app.send(form, to: "/items", from: origin).status == 403, "\(origin)")
            }
            #expect(try await cart.app.send(form, to: "/items", from: CartSite.market).status == 303)
            #expect(try await cart.app.send(form, to: "/quantities", from: CartSite.market).status == 403)
            #expect(try await cart.app.send(form, to: "/removals", from: CartSite.market).status == 403)
            #expect(try await cart.app.send(form, to: "/restorations", from: CartSite.market).status == 403)
            let none = try await cart.app.ask(.post, "/items", [.contentType: "application/x-www-form-urlencoded"], body: form)
            #expect(none.status == 403)
        }
    }

    @Test func `Other methods, other contents and forms that are too large have their own answers`() async throws {
        try await CartSite.run { cart in
            #expect(try await cart.app.ask("/items").status == 405)
            let json = try await cart.app.ask(.post, "/items", [.origin: CartSite.market, .contentType: "application/json"], body: "{}")
            #expect(json.status == 415)
            let large = try await cart.app.send("variant=" + String(repeating: "x", count: 100_000), to: "/items", from: CartSite.market)
            #expect(large.status == 413)
            for answer in [json, large] { #expect(PageCheck(answer.body).faults == []) }
        }
    }
}
