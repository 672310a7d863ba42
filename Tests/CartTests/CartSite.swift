import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Cart

/// Cart over a database of its own, with a market that sells a loaf, a cheese and a cider.
struct CartSite {
    let app: App
    static let market = "http://market.rose-ash.localhost:8000"
    static let cart = "http://cart.rose-ash.localhost:8000"

    static func run<Result: Sendable>(_ body: (CartSite) async throws -> Result) async throws -> Result {
        try await withApp(of: .cart, from: .stall, { try App.cart($0, .cart($0.database)) }) { app in try await body(CartSite(app: app)) }
    }

    /// The variant of a product's.
    func variant(of product: String) async throws -> ID<Variant> {
        let rows = try await app.resources.database.query(
            "select v.id as id from market.variants v join market.products p on p.id = v.product_id where p.slug = \(product)")
        return try rows[0]["id"]
    }

    /// Puts something in as the market's form does; answers what the cart said.
    func add(_ product: String, _ quantity: Int = 1, by browser: Browser = Browser()) async throws -> Answer {
        let answer = try await app.send(
            "variant=\(try await variant(of: product))&quantity=\(quantity)", to: "/items", from: Self.market, browser.headers)
        browser.keep(answer)
        return answer
    }

    /// Sends a form of the basket's own page.
    func send(_ form: String, to path: String, by browser: Browser) async throws -> Answer {
        try await app.send(form, to: path, from: Self.cart, browser.headers)
    }

    /// The basket's page. The browser keeps its cookies, as browsers do.
    func basket(of browser: Browser) async throws -> String {
        let answer = try await app.ask("/", browser.headers)
        browser.keep(answer)
        return answer.body
    }

    /// The page that an answer leads to. A browser keeps the place on it to itself.
    func page(after answer: Answer, by browser: Browser) async throws -> String {
        browser.keep(answer)
        let address = try #require(answer.headers[.location]).prefix { $0 != "#" }
        return try await app.ask(String(address), browser.headers).body
    }

    /// Withdraws a product from sale.
    func withdraw(_ product: String) async throws {
        let database = app.resources.database
        let catalogue = PostgresCatalogue(recording: PostgresActivities(database))
        let (market, product) = (try #require(Slug("stall")), try #require(Slug(product)))
        try await database.run { (transaction: borrowing Transaction) in
            let market = try #require(try await catalogue.market(market, in: transaction))
            let product = try #require(try await catalogue.product(product, of: market, in: transaction))
            _ = try await catalogue.set(.withdrawn, of: product, in: transaction)
        }
    }
}

extension TestTemplate {
    static let stall = TestTemplate("stall") { database in
        try await TestTemplate.migrated.prepare(database)
        let catalogue = PostgresCatalogue(recording: PostgresActivities(database))
        try await database.run { (transaction: borrowing Transaction) in
            let draft = MarketDraft(of: .new, slug: try #require(Slug("stall")), name: "Stall", about: "Things")
            let market = try await catalogue.save(draft, in: transaction).id
            for (slug, name, price) in [
                ("loaf", "A loaf", "4.40"), ("cheese", "A cheese", "22.50"), ("cider", "<b>Cider</b> & co", "5.80"),
            ] {
                let variant = VariantDraft(price: try #require(Money(decimal: price, currency: .gbp)))
                let product = ProductDraft(of: .new, market: market, slug: try #require(Slug(slug)), name: name, variants: [variant])
                _ = try await catalogue.set(.listed, of: try await catalogue.save(product, in: transaction).id, in: transaction)
            }
        }
    }
}
