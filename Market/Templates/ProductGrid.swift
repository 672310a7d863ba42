import Shared
import SharedHTML
import SharedInfrastructure

/// Products as cards: picture, name, who made it, the price, and a button: for what needs no choice to the basket, for the rest to the choice.
struct ProductGrid {
    let products: [ProductSummary]
    let site: Site
    /// What is said of each below its name.
    var saying: Saying = .producer

    enum Saying {
        case producer
        case market
    }

    var body: HTML { "<ul class=\"cards products\">\n\(products.map(card))</ul>" }

    private func card(_ product: ProductSummary) -> HTML {
        let address = site.link(MarketPaths.product(product.slug, in: product.market.slug), on: .market)
        return """
            <li class="card">
            \(product.picture.map { PictureView($0, site: site, owner: .market, cssClass: "card-picture").body } ?? "<span class=\"card-picture\"></span>")
            <div class="card-words">
            <h3><a href="\(url: address)">\(product.name)</a></h3>
            \(words(of: product).map { "<p>\($0)</p>" })
            </div>
            <div class="card-foot"><p>\(PriceView(product.from.price, unitPrice: product.from.unitPrice, isLowest: product.variants > 1).body)</p>\
            \(product.variants == 1 ? add(product) : choice(product, at: address))</div>
            </li>

            """
    }

    private func words(of product: ProductSummary) -> String? {
        switch saying {
        case .producer: product.producer?.name
        case .market: product.market.name
        }
    }

    /// The way to what has to be chosen first.
    private func choice(_ product: ProductSummary, at address: Link) -> HTML {
        "<a class=\"button is-quiet\" href=\"\(url: address)\">Choose<span class=\"visually-hidden\"> which \(product.name)</span></a>"
    }

    private func add(_ product: ProductSummary) -> HTML {
        """
        <form class="card-add" method="post" action="\(url: site.link(CartPaths.items, on: .cart))" data-basket>\
        <input type="hidden" name="variant" value="\(product.from.id)">\
        <button class="button is-quiet">Add<span class="visually-hidden"> \(product.name) to the basket</span></button></form>
        """
    }
}
