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

    @Test func `Before there is a market, the front page says what to do meanwhile`() async throws {
        try await MarketSite.run(from: .migrated) { market in
            let page = try await market.app.ask("/")
            #expect(page.status == 200 && page.body.contains("No market is open yet"))
            #expect(PageCheck(page.body).faults == [])
        }
    }
}
