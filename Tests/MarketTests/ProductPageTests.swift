import Foundation
import Shared
import SharedHTML
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Market

struct ProductPageTests {
    @Test func `A product with several sizes offers each with its price, and the first is chosen`() async throws {
        try await MarketSite.run { market in
            let page = try await market.app.ask("/saturday/sourdough")
            #expect(page.status == 200)
            #expect(page.body.contains("action=\"http://cart.rose-ash.localhost:8000/items\""))
            #expect(page.body.components(separatedBy: "type=\"radio\"").count == 3)
            #expect(page.body.components(separatedBy: " checked>").count == 2)
            #expect(page.body.contains("£4.89/kg"))
            #expect(page.body.contains("<dt>Contains</dt><dd><strong>gluten</strong></dd>"))
            #expect(page.body.contains("More from Holm Bakery") && page.body.contains("Also at The Saturday market"))
            #expect(page.body.contains("Four bakers and one brick oven"))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test func `A product with one size needs no choice`() async throws {
        try await MarketSite.run { market in
            let page = try await market.app.ask("/saturday/carrots")
            #expect(!page.body.contains("type=\"radio\"") && page.body.contains("type=\"hidden\" name=\"variant\""))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test func `What was withdrawn has a page that says so, and no form`() async throws {
        try await MarketSite.run { market in
            #expect(try await market.stocking.set(.withdrawn, of: market.slug("carrots"), in: market.slug("saturday")) == .updated)
            let page = try await market.app.ask("/saturday/carrots")
            #expect(page.status == 200 && page.body.contains("Not for sale at the moment") && !page.body.contains("Add to basket"))
            #expect(!(try await market.app.ask("/saturday").body.contains("Bunched carrots")))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test(arguments: HostileNames.all)
    func `A hostile name is shown as it is, everywhere`(name: String) async throws {
        try await MarketSite.run { market in
            let price = try #require(Money(decimal: "1.50", currency: .gbp))
            // Names of products hold 200 characters.
            let name = String(name.prefix(199))
            try await market.stocking.add(
                name, slug: market.slug("hostile"), to: market.slug("saturday"), variants: [VariantDraft(name: name, price: price)],
                featured: true)
            for path in ["/", "/saturday", "/saturday/hostile"] {
                let page = try await market.app.ask(path)
                #expect(page.status == 200)
                #expect(page.body.contains(("\(name)" as HTML).description))
                #expect(PageCheck(page.body).faults == [])
            }
        }
    }

    @Test func `Every page of the demo is well formed`() async throws {
        try await MarketSite.run { market in
            for path in ["/larder", "/larder/cider", "/larder/wool", "/saturday/eggs", "/larder/candles", "/kitchen/mint-tea"] {
                let page = try await market.app.ask(path)
                #expect(page.status == 200)
                #expect(PageCheck(page.body).faults == [], "\(path)")
            }
        }
    }
}
