import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Market

struct ProducerPageTests {
    @Test func `A producer is shown with their place, their picture and what they make in all markets`() async throws {
        try await MarketSite.run { market in
            let page = try await market.app.ask("/producers/nether-orchard")
            #expect(page.status == 200)
            #expect(page.body.contains("<h1>Nether Orchard</h1>") && page.body.contains("Nether Bank"))
            #expect(page.body.contains("class=\"producer-picture\"") && page.body.contains("An orchard on a hill"))
            #expect(page.body.contains("The larder") && page.body.contains("The Saturday market"))
            #expect(PageCheck(page.body).faults == [])
            #expect(try await market.app.ask("/saturday/apples").body.contains("<a href=\"/producers/nether-orchard\">Nether Orchard</a>"))
        }
    }

    @Test func `The producers stand on the front page, each with a page`() async throws {
        try await MarketSite.run { market in
            #expect(try await market.app.ask("/producers").headers[.location] == "/#producers")
            let front = try await market.app.ask("/")
            #expect(front.body.contains("<h2 id=\"producers\">"))
            for maker in ["holm-bakery", "scar-top-dairy", "long-acre", "nether-orchard", "moor-edge-mill", "chapel-yard-kitchen"] {
                #expect(front.body.contains("<a href=\"/producers/\(maker)\">"))
                #expect(try await market.app.ask("/producers/\(maker)").status == 200)
            }
            for path in ["/producers/nobody", "/producers/Holm", "/producers/holm-bakery?page=2", "/producers/holm-bakery?page=0"] {
                #expect(try await market.app.ask(path).status == 404)
            }
        }
    }

    @Test func `A producer of whom nothing is known and nothing is for sale has a page that says so`() async throws {
        try await MarketSite.run { market in
            let name = "\u{202E}\(HostileNames.all[0]) " + String(repeating: "x", count: 150)
            try await market.app.resources.database.query(
                "insert into market.producers (id, slug, name) values (\(ID<Producer>()), 'hostile', \(name))")
            let page = try await market.app.ask("/producers/hostile")
            #expect(page.status == 200 && page.body.contains("Nothing of theirs is for sale just now"))
            #expect(page.body.contains(("\(name)" as HTML).description) && PageCheck(page.body).faults == [])
        }
    }

    @Test func `A product is found by its id, whatever it is called`() async throws {
        try await MarketSite.run { market in
            let rows = try await market.app.resources.database.query("select id from market.products where slug = 'carrots'")
            let id: ID<Product> = try rows[0]["id"]
            #expect(try await market.app.ask(MarketPaths.product(id).value).headers[.location] == "/saturday/carrots")
            for path in ["/products/\(ID<Product>())", "/products/carrots"] { #expect(try await market.app.ask(path).status == 404) }
        }
    }
}
