import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Market

struct DemoMarketTests {
    @Test func `The demo is forty products of six producers in three markets, each with a picture that says what is seen`() throws {
        let stalls = try content.decode(DemoStalls.self, from: "market.json")
        #expect(stalls.products.count == 40 && Set(stalls.products.map(\.slug)).count == 40)
        #expect(stalls.producers.count == 6 && stalls.markets.count == 3)
        for market in stalls.markets { #expect(stalls.products.contains { $0.market == market.slug && $0.featured == true }) }
        for producer in stalls.producers { #expect(stalls.products.filter { $0.producer == producer.slug }.count >= 5) }
        for ware in stalls.products {
            #expect(ware.picture == ware.slug.value && !ware.alternative.isEmpty)
            #expect(content.picture(ware.picture, alternative: "").address.hasPrefix("/pictures/"), "nobody has drawn \(ware.slug)")
            #expect((1...4).contains(ware.variants.count), "\(ware.slug)")
            // A loaf, a bowl of oats or a jar with nuts that says nothing of them would be a danger, in a demo as well.
            if ware.labels.contains("diet:vegan") {
                #expect(ware.labels.allSatisfy { !["contains:milk", "contains:eggs"].contains($0) }, "\(ware.slug)")
            }
            if ware.producer.value == "holm-bakery" { #expect(ware.labels.contains("contains:gluten"), "\(ware.slug)") }
        }
    }

    @Test func `One thing of the demo costs nothing, one a thousand pounds, and one is not for sale any more`() async throws {
        try await MarketSite.run { market in
            #expect(try await market.app.ask("/kitchen/mint-tea").status == 200)
            #expect(try await market.app.ask("/larder/cider").body.contains("£1,180.00"))
            let salad = try await market.app.ask("/saturday/salad-leaves")
            #expect(salad.status == 200 && !salad.body.contains("Add to basket"))
        }
    }

    private var content: DemoContent { DemoContent(folder: "\(repositoryRoot)/Deploy/demo") }

    @Test func `Loading the demo again changes nothing`() async throws {
        try await MarketSite.run { market in
            let database = market.app.resources.database
            let count = { try await database.query("select count(*) as count from ap_activities")[0]["count"] as Int }
            let before = try await count()
            #expect(try await DemoMarket(.market(database)).load(content) == 40)
            #expect(try await count() == before)
        }
    }
}
