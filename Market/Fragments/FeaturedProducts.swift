import Shared
import SharedHTML
import SharedInfrastructure

/// `container-cards`: what is in season, in the footer of every page, or in a page that holds a market.
struct FeaturedProducts: FragmentRenderer {
    static let type = FragmentType.featuredProducts
    let markets: any Markets
    let site: Site

    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment {
        let container: ID<Post>? = try query.id("container")
        let products = try await markets.featured(in: container, limit: container == nil ? 5 : 8)
        let tags = Set(products.map { CacheTag($0.id) } + [.products, .markets])
        guard !products.isEmpty else { return RenderedFragment("", tags: tags) }
        return RenderedFragment(container == nil ? short(products) : full(products), tags: tags)
    }

    private func short(_ products: [ProductSummary]) -> HTML {
        "<section class=\"container-cards\"><h2>In season</h2><ul class=\"small-cards\">\n\(products.map(row))</ul></section>"
    }

    private func row(_ product: ProductSummary) -> HTML {
        """
        <li><a href="\(url: site.link(MarketPaths.product(product.slug, in: product.market.slug), on: .market))">\(product.name)</a>\
        <span class="price">\(product.from.price)</span></li>

        """
    }

    private func full(_ products: [ProductSummary]) -> HTML {
        let market = products[0].market
        return """
            <section class="section container-cards">
            <div class="section-head"><h2>On the stalls</h2><p><a href="\(url: site.link(MarketPaths.market(market.slug), on: .market))">All of \(market.name)</a></p></div>
            \(ProductGrid(products: products, site: site).body)</section>
            """
    }
}
