import Foundation
import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Market

struct FrontPageTests {
    @Test func `A shopper finds the markets, and what is in season`() async throws {
        try await MarketSite.run { market in
            let page = try await market.app.ask("/")
            #expect(page.status == 200)
            #expect(page.body.contains("<a href=\"/saturday\">The Saturday market</a>"))
            #expect(page.body.contains("Lime tree honey"))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test func `A card has the button that its product needs: into the basket, or to the choice of a size`() async throws {
        try await MarketSite.run { market in
            let page = try await market.app.ask("/saturday").body
            let cards = page.components(separatedBy: "<li class=\"card\">").dropFirst()
            let bread = try #require(cards.first { $0.contains("Country sourdough") })
            let way = "<a class=\"button is-quiet\" href=\"http://market.rose-ash.localhost:8000/saturday/sourdough\">"
            let words = "Choose<span class=\"visually-hidden\"> which Country sourdough</span></a>"
            #expect(bread.contains(way + words) && !bread.contains("<form"))
            let carrots = try #require(cards.first { $0.contains("Bunched carrots") })
            #expect(carrots.contains(">Add<span") && !carrots.contains("Choose"))
        }
    }

    @Test func `Before there is a market, the front page says what to do meanwhile`() async throws {
        try await MarketSite.run(from: .migrated) { market in
            let page = try await market.app.ask("/")
            #expect(page.status == 200 && page.body.contains("No market is open yet"))
            #expect(PageCheck(page.body).faults == [])
        }
    }
}
