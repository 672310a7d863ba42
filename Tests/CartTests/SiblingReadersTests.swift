import HTTPTypes
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Cart

/// What scripts of the other five sites may read.
struct SiblingReadersTests {
    @Test(arguments: ServiceName.allCases)
    func `A page of any of the six puts something in by script, and reads the basket that comes back`(service: ServiceName) async throws {
        try await CartSite.run { cart in
            let origin = "http://\(service.rawValue).rose-ash.localhost:8000"
            let form = "variant=\(try await cart.variant(of: "loaf"))&quantity=1"
            let added = try await cart.app.send(form, to: "/items", from: origin)
            let refused = try await cart.app.send("variant=x", to: "/items", from: origin)
            let shown = try await cart.app.ask("/", [.origin: origin])
            for (answer, status) in [(added, 303), (refused, 422), (shown, 200)] {
                #expect(answer.status == status)
                #expect(answer.headers[.accessControlAllowOrigin] == origin && answer.headers[.accessControlAllowCredentials] == "true")
                #expect(answer.headers[values: .vary].contains("Origin"))
            }
        }
    }

    @Test(arguments: [
        "https://evil.example", "null", "http://rose-ash.localhost:8000", "http://market.rose-ash.localhost", "*",
        "https://market.rose-ash.localhost:8000", "http://market.rose-ash.localhost:8000.evil.example",
    ])
    func `No other page reads anything`(origin: String) async throws {
        try await CartSite.run { cart in
            let form = "variant=\(try await cart.variant(of: "loaf"))&quantity=1"
            for answer in [try await cart.app.ask("/", [.origin: origin]), try await cart.app.send(form, to: "/items", from: origin)] {
                #expect(answer.headers[.accessControlAllowOrigin] == nil && answer.headers[.accessControlAllowCredentials] == nil)
            }
            #expect(try await cart.app.ask("/", [.origin: origin]).headers[values: .vary].contains("Origin"))
        }
    }

    @Test func `What changes a basket from its own page is opened to nobody`() async throws {
        try await CartSite.run { cart in
            for path in ["/quantities", "/removals", "/restorations"] {
                let answer = try await cart.app.send("variant=x", to: path, from: CartSite.cart)
                #expect(answer.headers[.accessControlAllowOrigin] == nil)
            }
        }
    }

    @Test func `A wish that is sent again by its name is granted once, and another one again`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            let loaf = try await cart.variant(of: "loaf")
            _ = try await cart.add("cider", by: shopper)
            let (one, other) = (ID<RepeatedClicks.Wish>(), ID<RepeatedClicks.Wish>())
            for wish in [one, one, other] {
                let form = "variant=\(loaf)&quantity=1&wish=\(wish)"
                #expect(try await cart.app.send(form, to: "/items", from: CartSite.market, shopper.headers).status == 303)
                try await Task.sleep(for: RepeatedClicks.window + .milliseconds(50))
            }
            #expect(try await cart.basket(of: shopper).contains("£14.60"))
            let wrong = try await cart.app.send("variant=\(loaf)&wish=nonsense", to: "/items", from: CartSite.market, shopper.headers)
            #expect(wrong.status == 422)
        }
    }
}
