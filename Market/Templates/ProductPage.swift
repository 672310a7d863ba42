import Shared
import SharedHTML
import SharedInfrastructure

/// A product: what it is, who made it, and what it costs.
struct ProductPage: PageView {
    let detail: ProductDetail
    let site: Site

    var title: String { product.name }
    var description: String { "\(product.name)\(detail.producer.map { ", by \($0.name)" } ?? ""), at \(detail.market.name)." }
    var canonical: Link? { MarketPaths.product(product.slug, in: detail.market.slug) }
    var picture: Link? { product.picture.flatMap { site.address(of: $0, owner: .market) } }
    var tags: Set<CacheTag> {
        var tags: Set = [CacheTag(product.id), CacheTag(product.market)]
        if let producer = detail.producer { tags.insert(CacheTag(producer.id)) }
        return tags
    }

    var body: Composition {
        """
        <article class="thing">
        <div class="thing-picture">\(product.picture.map { PictureView($0, site: site, owner: .market, loading: .atOnce).body })</div>
        <div>
        <p class="eyebrow"><a href="\(url: MarketPaths.market(detail.market.slug))">\(detail.market.name)</a></p>
        <h1>\(product.name)</h1>
        \(LabelList(product.labels).body)
        <div class="prose">\(HTML(product.about))</div>
        \(product.status == .listed ? AddToBasket(product: product, site: site).body : withdrawn)
        \(detail.producer.map { MadeBy(producer: $0).body })
        </div>
        </article>
        """
    }

    private var product: Product { detail.product }

    private var withdrawn: HTML {
        """
        <p class="notice is-problem">This is not for sale at the moment. <a href="\(url: MarketPaths.market(detail.market.slug))">What is, at \(detail.market.name)</a></p>
        """
    }
}
