import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing

/// The search's page as each of the six services answers it.
struct SearchPageTests {
    @Test(arguments: ServiceName.allCases) func `A reader finds the whole site on every one of the six`(service: ServiceName) async throws {
        try await withShop(on: service) { app in
            let page = try await app.ask("/search?q=brea")
            #expect(page.status == 200 && PageCheck(page.body).faults == [])
            #expect(page.body.contains("<h1>Search</h1>") && page.body.contains("value=\"brea\""))
            #expect(page.body.contains("<a href=\"http://market.rose-ash.localhost:8000/veg/rye\"><mark>Bread</mark> of rye</a>"))
            #expect(page.body.firstMatch(of: /<link rel="stylesheet" href="\/assets\/styles-search[^"]*\.css">/) != nil)
            #expect(page.body.contains("£4.20") && page.body.contains("<meta name=\"robots\" content=\"noindex\">"))
            let front = try await app.ask("/search")
            #expect(front.status == 200 && PageCheck(front.body).faults == [] && !front.body.contains("class=\"empty\""))
        }
    }

    @Test func `Names that are markup are shown as text, and marked`() async throws {
        try await withShop { app in
            for path in ["/search?q=zebra", "/search/suggestions?q=zebra", "/search?q=zebra&kind=products"] {
                let page = try await app.ask(path)
                #expect(page.status == 200 && page.body.contains("<mark>zebra</mark> &lt;script&gt;alert(1)&lt;/script&gt;"), "\(path)")
                #expect(!page.body.contains("<script>alert"))
            }
        }
    }

    @Test(arguments: [
        "q=", "q=%20", "q=%00", "q=%E2%98%83", "q=%F0%9F%A5%96", "q=%FF%FE", "q=%", "q=%zz", "q=the", "q=the+of", "q=%22", "q='",
        "q=!%26|:*", "q=%5C",
        "q=%D7%A9%D7%9C%D7%95%D7%9D", "q=%E2%80%AEdrawkcab", "q=<script>alert(1)</script>", "q=a&q=b", "q[]=a", "x=1", "",
        "q=\(String(repeating: "x", count: 300))",
        "q=one+two+three+four+five+six+seven+eight+nine", "q=&kind=posts", "q=zzzz&kind=posts",
    ])
    func `Whatever stands in the address is a calm page`(query: String) async throws {
        try await withShop { app in
            let page = try await app.ask("/search?\(query)")
            #expect(page.status == 200 && PageCheck(page.body).faults == [])
            #expect(page.body.contains("name=\"q\""))
            #expect(try await app.ask("/search/suggestions?\(query)").status == 200)
        }
    }

    @Test func `What is there of one kind stands on pages of its own, and no others are there`() async throws {
        try await withShop { app in
            let first = try await app.ask("/search?q=jam&kind=products")
            #expect(first.status == 200 && PageCheck(first.body).faults == [] && first.body.contains("Page 1 of 2"))
            #expect(first.body.contains("/search?q=jam&amp;kind=products&amp;page=2"))
            #expect(try await app.ask("/search?q=jam&kind=products&page=2").status == 200)
            for query in ["page=3", "page=0", "page=x", "page=11"] {
                #expect(try await app.ask("/search?q=jam&kind=products&\(query)").status == 404, "\(query)")
            }
            #expect(try await app.ask("/search?q=jam&kind=people").status == 404)
            #expect(try await app.ask("/search?q=jam").body.contains("All 21 products"))
        }
    }

    @Test func `Nothing found says what to try`() async throws {
        try await withShop { app in
            let page = try await app.ask("/search?q=bread+giraffe")
            #expect(page.status == 200 && page.body.contains("Nothing has all of these words"))
            #expect(page.body.contains("value=\"bread giraffe\""))
            #expect(page.body.contains("href=\"/search?q=giraffe\"") && page.body.contains("What we sell"))
            #expect(try await app.ask("/search/suggestions?q=giraffe").body == "")
        }
    }

    @Test func `A browser that has the suggestions is told so, and nobody else keeps them`() async throws {
        try await withShop { app in
            let first = try await app.ask("/search/suggestions?q=brea")
            #expect(first.headers[.cacheControl] == "private, no-cache")
            #expect(first.body.contains("<a role=\"option\" href=\"http://market.rose-ash.localhost:8000/veg/rye\">"))
            let tag = try #require(first.headers[.eTag])
            #expect(try await app.ask("/search/suggestions?q=brea", [.ifNoneMatch: tag]).status == 304)
        }
    }

    /// A shop with bread, jam, and something that is called as markup is.
    private func withShop(on service: ServiceName = .market, _ body: (App) async throws -> Void) async throws {
        try await withApp(of: service, { try SitePart($0, fragments: { _ in [] }).app { _ in } }) { app in
            let database = app.resources.database
            let catalogue = PostgresCatalogue(recording: PostgresActivities(database))
            let names = ["Bread of rye", "zebra <script>alert(1)</script>"] + (1...21).map { "Jam \($0)" }
            let slugs = ["rye", "zebra"] + (1...21).map { "jam-\($0)" }
            try await database.run { (transaction: borrowing Transaction) in
                let draft = MarketDraft(of: .new, slug: try #require(Slug("veg")), name: "Vegetables")
                let market = try await catalogue.save(draft, in: transaction).id
                for (name, slug) in zip(names, slugs) {
                    let draft = ProductDraft(
                        of: .new, market: market, slug: try #require(Slug(slug)), name: name,
                        variants: [VariantDraft(price: Money(minorUnits: 420, currency: .gbp))])
                    let id = try await catalogue.save(draft, in: transaction).id
                    _ = try await catalogue.set(.listed, of: id, in: transaction)
                }
            }
            try await body(app)
        }
    }
}
