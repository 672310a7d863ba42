import Shared
import SharedHTML
import SharedInfrastructure

/// A market: what it has, found by words, narrowed and ordered. Where scripts run, a click changes the part `#wares` of the page alone.
struct MarketPage: PageView {
    let detail: MarketDetail
    let query: MarketQuery
    let site: Site

    var title: String { "\(query.choice.words.map { "“\($0.typed)” in " } ?? "")\(market.name)\(number == 1 ? "" : ", page \(number)")" }
    var description: String { market.about.isEmpty ? "What \(market.name) has." : market.about }
    var canonical: Link? { query.link(market.slug) }
    var isIndexed: Bool { !query.isNarrowed && query.choice.order == .suggested }
    var tags: Set<CacheTag> { Set(detail.products.items.map { CacheTag($0.id) } + [CacheTag(market.id), .products]) }

    var body: Composition {
        """
        <header class="opening">
        \(Breadcrumbs([("All markets", MarketPaths.front)]).body)
        <h1>\(market.name)</h1>
        \(market.about.isEmpty ? nil : "<p class=\"lead\">\(market.about)</p>")
        </header>
        \(detail.counts.all == 0 ? bare : wares)
        """
    }

    private var market: Shared.Market { detail.market }
    private var number: Int { detail.products.page.number }

    private var bare: HTML {
        EmptyState(
            "The stalls are empty", "Nothing is listed here at the moment. The other markets may have what you are after.",
            action: ("To all markets", MarketPaths.front)
        ).body
    }

    private var wares: HTML {
        """
        <div class="market" data-hx-target="#wares" data-hx-select="#wares" data-hx-swap="outerHTML" data-hx-push-url="true" \
        data-hx-indicator="#wares" data-hx-sync="this:replace">
        \(ProductSearch(market: market.slug, query: query).body)
        <div class="wares" id="wares" tabindex="-1">
        \(Narrowing(market: market.slug, query: query, counts: detail.counts).body)
        <section class="wares-list steps-back" aria-labelledby="found">
        <div role="status"><h2 class="found" id="found">\(found)</h2></div>
        \(ChosenFilters(market: market.slug, query: query, counts: detail.counts).body)
        \(detail.products.items.isEmpty ? nothing : ProductGrid(products: detail.products.items, site: site).body)
        \(Pagination(page: number, pages: detail.products.pages, of: "products", words: ("← Back", "More →"), link: { [query, market] in query.at(page: $0).link(market.slug) }).body)
        </section>
        </div>
        </div>
        """
    }

    private var found: String {
        let (found, all) = (detail.products.total, detail.counts.all)
        let noun = all == 1 ? "product" : "products"
        return query.isNarrowed ? "\(found) of \(all) \(noun)" : "\(all) \(noun)"
    }

    private var nothing: HTML {
        let sentence =
            switch (query.choice.words, query.filters) {
            case (.some, 0): "No product of this market has these words. Try fewer of them, or the beginning of one."
            case (.some, _): "No product has these words and fits what you chose. Take one of them away above, or begin again."
            case (nil, _): "No product of this market fits all that you chose. Take something away above, or begin again."
            }
        return EmptyState("Nothing here is all of that", sentence, action: ("Show everything", query.cleared.link(market.slug))).body
    }
}
