import Shared
import SharedHTML
import SharedInfrastructure

/// A market with its products.
struct MarketPage: PageView {
    let detail: MarketDetail
    let filter: DietFilter
    let site: Site

    var title: String { "\(market.name)\(number == 1 ? "" : ", page \(number)")" }
    var description: String { market.about }
    var canonical: Link? { filter.link(market.slug, page: number) }
    var isIndexed: Bool { filter.diets.isEmpty }
    var tags: Set<CacheTag> { Set(detail.products.items.map { CacheTag($0.id) } + [CacheTag(market.id), .products]) }

    var body: Composition {
        """
        <header class="opening">
        <h1>\(market.name)</h1>
        <p class="lead">\(market.about)</p>
        </header>
        <section class="section" aria-label="Products">
        \(detail.products.items.isEmpty && filter.diets.isEmpty ? nil : DietChoice(market: market.slug, filter: filter).body)
        \(detail.products.items.isEmpty ? empty : ProductGrid(products: detail.products.items, site: site).body)
        </section>
        \(Pagination(page: number, pages: detail.products.pages, of: "products", words: ("← Back", "More →"), link: { filter.link(slug, page: $0) }).body)
        """
    }

    private var market: Shared.Market { detail.market }
    private var slug: Slug { market.slug }
    private var number: Int { detail.products.page.number }

    private var empty: HTML {
        filter.diets.isEmpty
            ? EmptyState("The stalls are empty", "Nothing is listed here at the moment.", action: ("To all markets", MarketPaths.front))
                .body
            : EmptyState(
                "Nothing here is all of that", "No product of this market has every one of these labels.",
                action: ("Show everything", MarketPaths.market(slug))
            ).body
    }
}
