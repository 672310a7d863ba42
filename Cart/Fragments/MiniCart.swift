import Shared
import SharedHTML
import SharedInfrastructure

/// `mini-cart`: how many things are in the visitor's basket and what they come to, in the header of every page of the site.
struct MiniCart: FragmentRenderer {
    static let type = FragmentType.miniCart
    let baskets: any Baskets
    let site: Site

    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment {
        guard let id = visitor.basket else { return RenderedFragment(view(count: 0, total: nil), tags: []) }
        let basket = try await baskets.detail(of: id)
        // Prices are those of now, so a product that changes changes the total.
        let tags = Set(basket.lines.map { CacheTag($0.offer.product) } + [CacheTag(id)])
        return RenderedFragment(view(count: basket.count, total: basket.total), tags: tags)
    }

    private func view(count: Int, total: Money?) -> HTML {
        """
        <div class="mini-cart"><a href="\(url: site.link(CartPaths.basket, on: .cart))">\
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false"><path d="M3 10h18l-2 10H5zM8 10l3-6M16 10l-3-6M9.500 13.500v3.500M14.500 13.500v3.500"/></svg>\
        \(count == 0 ? "<span>Basket<span class=\"visually-hidden\">, empty</span></span>" : filled(count, total))</a></div>
        """
    }

    private func filled(_ count: Int, _ total: Money?) -> HTML {
        """
        <span class="visually-hidden">Basket, </span><span class="mini-cart-count">\(count)</span><span class="visually-hidden">\(count == 1 ? " thing" : " things")</span>\
        \(total.map { "<span class=\"mini-cart-total\">\($0)</span>" })
        """
    }
}
