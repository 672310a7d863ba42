import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Market

struct DemoMarketTests {
    @Test func `Loading the demo again changes nothing`() async throws {
        try await MarketSite.run { market in
            let database = market.app.resources.database
            let count = { try await database.query("select count(*) as count from ap_activities")[0]["count"] as Int }
            let before = try await count()
            #expect(try await DemoMarket(.market(database)).load(DemoContent(folder: "\(repositoryRoot)/Deploy/demo")) == 14)
            #expect(try await count() == before)
        }
    }
}
