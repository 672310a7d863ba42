import Shared
import SharedInfrastructure

/// `link-card`: one product, on another's page.
struct ProductCard: FragmentRenderer {
    static let type = FragmentType.linkCard(of: .market)
    let markets: any Markets
    let site: Site

    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment {
        guard let product = try await markets.summary(of: query.required("product")) else { throw FragmentError.notFound }
        let price = "\(product.variants > 1 ? "From " : "")\(product.from.price)"
        let sentence =
            product.status == .listed ? "\(price)\(product.producer.map { ", by \($0.name)" } ?? "")." : "Not for sale at the moment."
        let link = site.link(MarketPaths.product(product.slug, in: product.market.slug), on: .market)
        return RenderedFragment(LinkCard(product.name, sentence, link: link).body, tags: [CacheTag(product.id)])
    }
}
