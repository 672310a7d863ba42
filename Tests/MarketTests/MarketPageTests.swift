import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Market

struct MarketPageTests {
    @Test func `A market shows its products with what a kilogram comes to`() async throws {
        try await MarketSite.run { market in
            let page = try await market.app.ask("/saturday")
            #expect(page.status == 200)
            #expect(page.body.contains("Bunched carrots") && page.body.contains("£1.80") && page.body.contains("£3.60/kg"))
            #expect(!page.body.contains("Rolled oats"))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test func `A shopper narrows a market to what is both vegan and organic`() async throws {
        try await MarketSite.run { market in
            let page = try await market.app.ask("/saturday?diets=vegan,organic")
            #expect(page.body.contains("Bunched carrots") && !page.body.contains("Tin rye") && !page.body.contains("Mixed eggs"))
            #expect(page.body.contains("<a href=\"/saturday?diets=organic\" aria-current=\"true\">vegan</a>"))
            #expect(page.body.contains("<meta name=\"robots\" content=\"noindex\">"))
            let nothing = try await market.app.ask("/saturday?diets=dairy-free")
            #expect(nothing.status == 200 && nothing.body.contains("Nothing here is all of that"))
        }
    }

    @Test(arguments: [
        "diets=beef", "diets=vegan,,organic", "diets=VEGAN", "page=0", "page=2", "page=99999999999", "diets=vegan&diets=organic",
    ])
    func `A list that no link of ours leads to is not there`(query: String) async throws {
        try await MarketSite.run { market in
            let page = try await market.app.ask("/saturday?\(query)")
            #expect(page.status == 404)
        }
    }

    @Test(arguments: ["/nothing", "/saturday/nothing", "/nothing/sourdough", "/larder/sourdough", "/saturday/sourdough/more"])
    func `An address where nothing is says so`(path: String) async throws {
        try await MarketSite.run { market in
            let page = try await market.app.ask(path)
            #expect(page.status == 404)
            #expect(PageCheck(page.body).faults == [])
        }
    }
}
