import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Market

struct MarketPageTests {
    @Test func `A market shows its products with what a kilogram comes to, and how many there are`() async throws {
        try await MarketSite.run { market in
            let page = try await market.app.ask("/saturday")
            #expect(page.status == 200)
            #expect(page.body.contains("Bunched carrots") && page.body.contains("£1.80") && page.body.contains("£3.60/kg"))
            #expect(!page.body.contains("Rolled oats") && page.body.contains(" products</h2>"))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test func `A shopper narrows a market to what is both vegan and organic`() async throws {
        try await MarketSite.run { market in
            let page = try await market.app.ask("/saturday?diets=vegan,organic")
            #expect(page.body.contains("Bunched carrots") && !page.body.contains("Tin rye") && !page.body.contains("Mixed eggs"))
            #expect(page.body.contains("href=\"/saturday?diets=organic\" data-hx-get=\"/saturday?diets=organic\" aria-current=\"true\""))
            #expect(page.body.contains("<meta name=\"robots\" content=\"noindex\">"))
            #expect(page.body.contains("<input type=\"hidden\" form=\"find\" name=\"diets\" value=\"vegan,organic\">"))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test func `Allergens are left out, producers chosen, words found, and each can be taken back alone or all at once`() async throws {
        try await MarketSite.run { market in
            let address = "/saturday?q=loaf&free-of=milk&producers=holm-bakery&sort=price"
            let page = try await market.app.ask(address)
            #expect(page.status == 200 && page.body.contains("Country sourdough") && !page.body.contains("Fruit loaf"))
            for rest in ["free-of=milk&producers=holm-bakery&", "q=loaf&producers=holm-bakery&", "q=loaf&free-of=milk&", ""] {
                #expect(page.body.contains("<a href=\"/saturday?\(rest.replacing("&", with: "&amp;"))sort=price\""), "\(rest)")
            }
            #expect(page.body.contains("value=\"loaf\"") && page.body.contains("<option value=\"price\" selected>"))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test func `When nothing fits, the page says what to do`() async throws {
        try await MarketSite.run { market in
            for query in ["diets=dairy-free&producers=holm-bakery", "q=zebra", "q=bread&free-of=gluten"] {
                let page = try await market.app.ask("/saturday?\(query)")
                #expect(page.status == 200 && page.body.contains("Nothing here is all of that"), "\(query)")
                #expect(page.body.contains(">0 of ") && page.body.contains("<a class=\"button\" href=\"/saturday\">Show everything</a>"))
                #expect(PageCheck(page.body).faults == [])
            }
        }
    }

    @Test(arguments: [
        ("q=&sort=suggested", "/saturday"), ("q=%20rye%20%20bread&sort=", "/saturday?q=rye%20bread"), ("page=1", "/saturday"),
        ("q=rye+bread", "/saturday?q=rye%20bread"), ("sort=price&q=rye", "/saturday?q=rye&sort=price"),
        ("sort=price&diets=organic,vegan", "/saturday?diets=vegan,organic&sort=price"),
        ("producers=long-acre,holm-bakery", "/saturday?producers=holm-bakery,long-acre"), ("q=!!!", "/saturday"),
        ("q=\(String(repeating: "x", count: 2000))", "/saturday?q=\(String(repeating: "x", count: 100))"),
    ])
    func `What is asked for in another way leads to the one address of it`(query: String, address: String) async throws {
        try await MarketSite.run { market in
            let answer = try await market.app.ask("/saturday?\(query)")
            let location = try #require(answer.headers[.location])
            #expect(answer.status == 302 && location.replacing("%2C", with: ",") == address)
            #expect(try await market.app.ask(location).status == 200)
        }
    }

    @Test(arguments: [
        "diets=beef", "diets=vegan,,organic", "diets=VEGAN", "page=0", "page=2", "page=99999999999", "diets=vegan&diets=organic",
        "free-of=stones", "free-of=milk,milk", "producers=Holm%20Bakery", "producers=a,,b", "sort=cheapest", "q=a&q=b", "page=",
        "producers=\((0..<60).map { "p\($0)" }.joined(separator: ","))",
    ])
    func `A list that no link of ours leads to is not there`(query: String) async throws {
        try await MarketSite.run { market in
            let page = try await market.app.ask("/saturday?\(query)")
            #expect(page.status == 404)
        }
    }

    @Test(arguments: HostileNames.all)
    func `Whatever somebody looks for is shown as they typed it, and does nothing`(words: String) async throws {
        try await MarketSite.run { market in
            let query = MarketQuery(ProductChoice(words: SearchWords(words)))
            let page = try await market.app.ask(query.link(market.slug("saturday")).value)
            #expect(page.status == 200 && !page.body.contains("<script>alert"))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test func `A market of many products has pages, and what was chosen goes with them`() async throws {
        try await MarketSite.run { market in
            try await market.app.resources.database.query(
                """
                with made as (
                    insert into market.products (id, market_id, slug, name, status)
                    select gen_random_uuid(), m.id, 'many-' || n, 'Turnip ' || n, 'listed'
                    from market.markets m cross join generate_series(1, 60) n where m.slug = 'saturday' returning id
                )
                insert into market.variants (id, product_id, position, name, price) select gen_random_uuid(), id, 0, '', 0 from made
                """)
            let page = try await market.app.ask("/saturday?q=turnip&page=2")
            #expect(page.body.contains("Page 2 of 3") && page.body.contains("href=\"/saturday?q=turnip&amp;page=3\""))
            #expect(page.body.contains("£0.00") && page.body.contains("60 of "))
            #expect(PageCheck(page.body).faults == [])
            #expect(try await market.app.ask("/saturday?q=turnip&page=4").status == 404)
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
