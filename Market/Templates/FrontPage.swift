import Shared
import SharedHTML
import SharedInfrastructure

/// The markets, and what is featured in them.
struct FrontPage: PageView {
    let markets: [MarketSummary]
    let featured: [ProductSummary]
    let site: Site

    var title: String { "Market" }
    var description: String { "What the co-op’s producers bake, grow and make." }
    var canonical: Link? { MarketPaths.front }
    var tags: Set<CacheTag> { Set(markets.map { CacheTag($0.id) } + featured.map { CacheTag($0.id) } + [.markets, .products]) }

    var body: Composition {
        """
        <header class="opening">
        <h1>What the valley makes</h1>
        <p class="lead">\(description) Everything says who made it, and what a kilogram or a litre comes to.</p>
        </header>
        \(markets.isEmpty ? empty : "<section class=\"section\"><h2>Markets</h2><ul class=\"listing\">\n\(markets.map(row))</ul></section>\n")
        \(featured.isEmpty ? nil : "<section class=\"section\"><h2>In season</h2>\(ProductGrid(products: featured, site: site).body)</section>\n")
        """
    }

    private func row(_ market: MarketSummary) -> HTML {
        """
        <li>
        <p class="margin"><strong>\(market.products)</strong>\(market.products == 1 ? "product" : "products")</p>
        <div>
        <h3><a href="\(url: MarketPaths.market(market.slug))">\(market.name)</a></h3>
        <p>\(market.about)</p>
        </div>
        </li>

        """
    }

    private var empty: HTML {
        EmptyState(
            "No market is open yet", "When a shopkeeper opens one, it will stand here. There is something to read meanwhile.",
            action: ("To the blog", site.link(BlogPaths.front, on: .blog))
        ).body
    }
}
