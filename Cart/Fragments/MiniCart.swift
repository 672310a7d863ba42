import Shared
import SharedHTML
import SharedInfrastructure

/// `mini-cart`: how many things are in the visitor's basket and what they come to, in the header of every page of the site. A member has
/// their own, and with it what their browser still carries: the cart makes one of both when they come to it.
struct MiniCart: FragmentRenderer {
    static let type = FragmentType.miniCart
    let baskets: any Baskets
    let members: any MemberBaskets
    let site: Site

    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment {
        let own = if let member = visitor.member { try await members.basket(of: member).detail.lines } else { [BasketDetail.Line]() }
        let carried = if let id = visitor.basket { try await baskets.detail(of: id).lines } else { [BasketDetail.Line]() }
        let basket = BasketDetail(id: visitor.basket ?? ID(), lines: own + carried)
        // Prices are those of now, so a product that changes changes the total.
        var tags = Set(basket.lines.map { CacheTag($0.offer.product) })
        if let id = visitor.basket { tags.insert(CacheTag(id)) }
        if let member = visitor.member { tags.insert(.basket(of: member)) }
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
