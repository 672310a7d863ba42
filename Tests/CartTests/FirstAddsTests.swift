import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Cart

/// What a browser puts in before it has heard that it has a basket.
struct FirstAddsTests {
    /// Sends forms that put in one of each product, all at once. - Returns: the answers, in the order of `products`.
    private func addAtOnce(_ products: [String], to cart: CartSite, by browser: Browser) async throws -> [Answer] {
        let (app, headers) = (cart.app, browser.headers)
        var forms: [String] = []
        for product in products { forms.append("variant=\(try await cart.variant(of: product))&quantity=1") }
        return try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
            for (number, form) in forms.enumerated() {
                group.addTask { (number, try await app.send(form, to: "/items", from: CartSite.market, headers)) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private func baskets(in cart: CartSite) async throws -> Int {
        try await cart.app.resources.database.query("select count(*) as count from cart.baskets")[0]["count"]
    }

    @Test(arguments: [[0, 1], [1, 0]])
    func `Two tabs that put in a first thing at once fill one basket, whichever answer comes last`(order: [Int]) async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            let answers = try await addAtOnce(["loaf", "cheese"], to: cart, by: shopper)
            #expect(answers.map(\.status) == [303, 303])
            for number in order { shopper.keep(answers[number]) }
            for _ in 0..<2 {
                let page = try await cart.basket(of: shopper)
                #expect(page.contains("A loaf") && page.contains("A cheese") && page.contains("£26.90"))
            }
            #expect(shopper.cookies.count == 1)
            #expect(try await baskets(in: cart) == 1)
            _ = try await cart.add("cider", by: shopper)
            #expect(try await cart.basket(of: shopper).contains("£32.70"))
        }
    }

    @Test(arguments: [true, false])
    func `A first click that is repeated puts in one, whether the browser heard the first answer or not`(heard: Bool) async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            let answers = try await addAtOnce(["loaf", "loaf"], to: cart, by: shopper)
            for answer in answers.dropFirst(heard ? 0 : 1) { shopper.keep(answer) }
            #expect(try await cart.basket(of: shopper).contains("<dd class=\"price price-large\">£4.40</dd>"))
            #expect(shopper.cookies.count == 1)
        }
    }

    @Test func `What is put in before two baskets have become one is there, too`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            for answer in try await addAtOnce(["loaf", "cheese"], to: cart, by: shopper) { shopper.keep(answer) }
            _ = try await cart.add("cider", by: shopper)
            #expect(try await cart.basket(of: shopper).contains("£32.70"))
        }
    }

    @Test func `Tabs that ask for the basket at once, and one whose answer is lost, all see all of it`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            for answer in try await addAtOnce(["loaf", "cheese", "loaf", "cider"], to: cart, by: shopper) { shopper.keep(answer) }
            let (app, headers) = (cart.app, shopper.headers)
            let pages = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<6 { group.addTask { try await app.ask("/", headers) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for page in pages { #expect(page.status == 200 && page.body.contains("£32.70")) }
            // Nobody kept those answers.
            #expect(try await cart.basket(of: shopper).contains("£32.70"))
            #expect(shopper.cookies.count == 1)
            #expect(try await baskets(in: cart) == 1)
        }
    }
}
