import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Cart

struct BasketUndoTests {
    @Test func `What was taken out is said, and a button brings it back as many as it was`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            _ = try await cart.add("loaf", 3, by: shopper)
            let loaf = try await cart.variant(of: "loaf")
            let removed = try await cart.send("variant=\(loaf)", to: "/removals", by: shopper)
            let page = try await cart.page(after: removed, by: shopper)
            #expect(page.contains("3 × A loaf: taken out.") && page.contains("There is nothing in it"))
            #expect(page.contains("action=\"/restorations\"") && page.contains("name=\"quantity\" value=\"3\""))
            #expect(PageCheck(page).faults == [])
            for _ in 0..<2 { #expect(try await cart.send("variant=\(loaf)&quantity=3", to: "/restorations", by: shopper).status == 303) }
            #expect(try await cart.basket(of: shopper).contains("£13.20"))
            // The address of before says what is so now.
            #expect(!(try await cart.page(after: removed, by: shopper).contains("taken out")))
        }
    }

    @Test func `What was changed or added is said, and can be undone`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            let added = try await cart.page(after: cart.add("loaf", 2, by: shopper), by: shopper)
            #expect(added.contains("2 × A loaf: in your basket.") && added.contains("name=\"quantity\" value=\"0\""))
            let loaf = try await cart.variant(of: "loaf")
            let more = try await cart.send("variant=\(loaf)&quantity=2&step=1", to: "/quantities", by: shopper)
            let page = try await cart.page(after: more, by: shopper)
            #expect(words(of: page) == "A loaf: 3 now, 2 before." && page.contains("£13.20"))
            #expect(PageCheck(page).faults == [] && PageCheck(added).faults == [])
            let undone = try await cart.send("variant=\(loaf)&quantity=2", to: "/restorations", by: shopper)
            #expect(words(of: try await cart.page(after: undone, by: shopper)) == "A loaf: 2 now, 3 before.")
            // One less than one is none.
            _ = try await cart.send("variant=\(loaf)&quantity=1&step=-1", to: "/quantities", by: shopper)
            #expect(try await cart.basket(of: shopper).contains("There is nothing in it"))
        }
    }

    @Test func `Whatever was done, its answer leads to the sentence that says so, once and in one piece`() async throws {
        try await CartSite.run { cart in
            let (shopper, loaf) = (Browser(), try await cart.variant(of: "loaf"))
            func says(_ sentence: String, _ answer: Answer) async throws {
                #expect(answer.headers[.location]?.hasSuffix("#news") == true)
                #expect(words(of: try await cart.page(after: answer, by: shopper)) == sentence)
            }
            try await says("2 × A loaf: in your basket.", cart.add("loaf", 2, by: shopper))
            try await says("A loaf: 5 now, 2 before.", cart.send("variant=\(loaf)&quantity=5", to: "/quantities", by: shopper))
            try await says("5 × A loaf: taken out.", cart.send("variant=\(loaf)", to: "/removals", by: shopper))
            try await says("5 × A loaf: in your basket.", cart.send("variant=\(loaf)&quantity=5", to: "/restorations", by: shopper))
        }
    }

    @Test func `More than ninety-nine is refused beside the line`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            _ = try await cart.add("loaf", 99, by: shopper)
            let loaf = try await cart.variant(of: "loaf")
            let more = try await cart.send("variant=\(loaf)&quantity=99&step=1", to: "/quantities", by: shopper)
            #expect(more.status == 422 && more.body.contains("id=\"problem-\(loaf)\""))
            for step in ["2", "x", "99999999999"] {
                #expect(try await cart.send("variant=\(loaf)&quantity=5&step=\(step)", to: "/quantities", by: shopper).status == 422)
            }
        }
    }

    @Test func `What went off sale meanwhile offers no Undo, and its line only the way out`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            _ = try await cart.add("cheese", by: shopper)
            try await cart.withdraw("cheese")
            let cheese = try await cart.variant(of: "cheese")
            let page = try await cart.basket(of: shopper)
            #expect(!page.contains("data-stepper") && page.contains("action=\"/removals\""))
            let removed = try await cart.page(after: cart.send("variant=\(cheese)", to: "/removals", by: shopper), by: shopper)
            #expect(removed.contains("A cheese: taken out.") && !removed.contains("/restorations"))
            let back = try await cart.send("variant=\(cheese)&quantity=1", to: "/restorations", by: shopper)
            #expect(back.status == 422 && back.body.contains("not for sale"))
        }
    }

    @Test func `A price that changed meanwhile is said with the one of before`() async throws {
        try await CartSite.run { cart in
            let shopper = Browser()
            _ = try await cart.add("loaf", by: shopper)
            try await cart.app.resources.database.query("update market.variants set price = 9999900 where price = 440")
            let page = try await cart.basket(of: shopper)
            #expect(page.contains("It costs more than when you put it in: £99,999.00, £4.40 then."))
            try await cart.app.resources.database.query("update market.variants set price = 0 where price = 9999900")
            let free = try await cart.basket(of: shopper)
            #expect(free.contains("It costs less than when you put it in: £0.00, £4.40 then.") && free.contains(">£0.00</dd>"))
            #expect(PageCheck(page).faults == [] && PageCheck(free).faults == [])
        }
    }

    /// What has the focus on a page that says what was done: all of its text, as it is read out.
    private func words(of page: String) -> String? {
        page.firstMatch(of: /<p role="status" id="news" tabindex="-1">(.*?)<\/p>/).map { String($0.1).replacing(/<[^>]*>/, with: "") }
    }

    @Test(arguments: [
        "changed=nonsense&was=1", "changed={loaf}", "changed={loaf}&was=", "changed={loaf}&was=-1", "changed={loaf}&was=100",
        "changed={loaf}&was=1&was=2", "changed=00000000-0000-0000-0000-000000000000&was=1", "was=3", "changed=%FF&was=%00",
    ])
    func `An address that says nothing true says nothing`(query: String) async throws {
        try await CartSite.run { cart in
            let loaf = try await cart.variant(of: "loaf")
            let page = try await cart.app.ask("/?" + query.replacing("{loaf}", with: loaf.description))
            #expect(page.status == 200 && PageCheck(page.body).faults == [])
            if !query.hasSuffix("was=2") { #expect(!page.body.contains("/restorations"), "\(query)") }
        }
    }
}
