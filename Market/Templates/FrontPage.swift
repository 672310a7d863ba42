import Shared
import SharedHTML
import SharedInfrastructure

/// The markets, what is in season in them, and who makes it.
struct FrontPage: PageView {
    let markets: [MarketSummary]
    let featured: [ProductSummary]
    let producers: [ProducerSummary]
    let site: Site

    var title: String { "Market" }
    var description: String { "What the co-op’s producers bake, grow and make." }
    var canonical: Link? { MarketPaths.front }
    var tags: Set<CacheTag> {
        let shown = markets.map { CacheTag($0.id) } + featured.map { CacheTag($0.id) } + producers.map { CacheTag($0.producer.id) }
        return Set(shown + [.markets, .products])
    }

    var body: Composition {
        """
        <header class="opening">
        <h1>What the valley makes</h1>
        <p class="lead">\(description) Everything says who made it, and what a kilogram or a litre comes to.</p>
        </header>
        \(markets.isEmpty ? empty : "<section class=\"section\" aria-labelledby=\"markets\"><h2 id=\"markets\">Markets</h2><ul class=\"listing markets\">\n\(markets.map(row))</ul></section>\n")
        \(featured.isEmpty ? nil : "<section class=\"section\" aria-labelledby=\"in-season\"><h2 id=\"in-season\">In season</h2>\(ProductGrid(products: featured, site: site).body)</section>\n")
        \(producers.isEmpty ? nil : "<section class=\"section\" aria-labelledby=\"producers\"><h2 id=\"producers\">Who makes it</h2>\(ProducerCards(producers: producers, site: site).body)</section>\n")
        """
    }

    private func row(_ market: MarketSummary) -> HTML {
        let picture = featured.first { $0.market.slug == market.slug && $0.picture != nil }?.picture
        return """
            <li>
            <p class="margin"><strong>\(market.products)</strong>\(market.products == 1 ? "product" : "products")</p>
            <div>
            <h3><a href="\(url: MarketPaths.market(market.slug))">\(market.name)</a></h3>
            <p>\(market.about)</p>
            </div>
            \(picture.map { "<div class=\"listing-picture\">\(PictureView(decoration($0), site: site, owner: .market, sizes: .thumbnail).body)</div>" })
            </li>

            """
    }

    /// The same picture stands below, with its words.
    private func decoration(_ picture: Picture) -> Picture {
        Picture(address: picture.address, width: picture.width, height: picture.height)
    }

    private var empty: HTML {
        EmptyState(
            "No market is open yet", "When a shopkeeper opens one, it will stand here. There is something to read meanwhile.",
            action: ("To the blog", site.link(BlogPaths.front, on: .blog))
        ).body
    }
}
