import Shared
import SharedHTML
import SharedInfrastructure

/// A product: what it is, who made it, what it costs, and what stands beside it.
struct ProductPage: PageView {
    let detail: ProductDetail
    let beside: ProductsBeside
    let site: Site

    var title: String { product.name }
    var description: String { "\(product.name)\(detail.producer.map { ", by \($0.name)" } ?? ""), at \(detail.market.name)." }
    var canonical: Link? { MarketPaths.product(product.slug, in: detail.market.slug) }
    var picture: Link? { product.picture.flatMap { site.address(of: $0, owner: .market) } }
    var tags: Set<CacheTag> {
        var tags = Set((beside.ofProducer + beside.inMarket).map { CacheTag($0.id) })
        tags.formUnion([CacheTag(product.id), CacheTag(product.market), .products])
        if let producer = detail.producer { tags.insert(CacheTag(producer.id)) }
        return tags
    }

    var body: Composition {
        """
        <article class="thing product">
        <div class="thing-picture">\(product.picture.map { PictureView($0, site: site, owner: .market, loading: .atOnce, sizes: .feature).body } ?? "<span class=\"card-picture\"></span>")</div>
        <div>
        \(Breadcrumbs([("All markets", MarketPaths.front), (detail.market.name, MarketPaths.market(detail.market.slug))]).body)
        <h1>\(product.name)</h1>
        \(detail.producer.map { "<p class=\"product-maker\">by <a href=\"\(url: MarketPaths.producer($0.slug))\">\($0.name)</a></p>" })
        \(product.status == .listed ? AddToBasket(product: product, site: site).body : withdrawn)
        \(product.about.markup.isEmpty ? nil : "<div class=\"prose\">\(HTML(product.about))</div>")
        \(Declarations(labels: product.labels).body)
        \(detail.producer.map { MadeBy(producer: $0, site: site).body })
        </div>
        </article>
        \(more(beside.ofProducer, title: detail.producer.map { "More from \($0.name)" } ?? "More", saying: .market))
        \(more(beside.inMarket, title: "Also at \(detail.market.name)", saying: .producer))
        """
    }

    private var product: Product { detail.product }

    private var withdrawn: HTML {
        """
        <div class="notice is-problem"><p><strong>Not for sale at the moment.</strong> It was, so its page stays.</p>\
        <p><a href="\(url: MarketPaths.market(detail.market.slug))">What \(detail.market.name) has today</a></p></div>
        """
    }

    private func more(_ products: [ProductSummary], title: String, saying: ProductGrid.Saying) -> HTML? {
        products.isEmpty
            ? nil
            : "<section class=\"section\"><h2>\(title)</h2>\(ProductGrid(products: products, site: site, saying: saying).body)</section>\n"
    }
}
