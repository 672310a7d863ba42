import Shared
import SharedHTML
import SharedInfrastructure

/// Products as cards: picture, name, who made it, and the price.
struct ProductGrid {
    let products: [ProductSummary]
    let site: Site

    var body: HTML { "<ul class=\"cards\">\n\(products.map(card))</ul>" }

    private func card(_ product: ProductSummary) -> HTML {
        let address = site.link(MarketPaths.product(product.slug, in: product.market.slug), on: .market)
        return """
            <li class="card">
            \(product.picture.map { PictureView($0, site: site, owner: .market, cssClass: "card-picture").body } ?? "<span></span>")
            <div class="card-words">
            <h3><a href="\(url: address)">\(product.name)</a></h3>
            \(product.producer.map { "<p>\($0.name)</p>" })
            </div>
            <p class="card-foot">\(PriceView(product.from.price, unitPrice: product.from.unitPrice, isLowest: product.variants > 1).body)</p>
            </li>

            """
    }
}
