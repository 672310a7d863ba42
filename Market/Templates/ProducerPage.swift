import Shared
import SharedHTML
import SharedInfrastructure

/// Somebody who grows, bakes or makes, and all that is for sale of theirs.
struct ProducerPage: PageView {
    let detail: ProducerDetail
    let site: Site

    var title: String { "\(producer.name)\(number == 1 ? "" : ", page \(number)")" }
    var description: String { producer.about.isEmpty ? "What \(producer.name) makes." : producer.about }
    var canonical: Link? { MarketPaths.producer(producer.slug, page: number) }
    var kind: PageKind { .profile }
    var picture: Link? { producer.picture.flatMap { site.address(of: $0, owner: .market) } }
    var tags: Set<CacheTag> { Set(detail.products.items.map { CacheTag($0.id) } + [CacheTag(producer.id), .products]) }

    var body: Composition {
        """
        <header class="producer\(producer.picture == nil ? nil : " has-picture")">
        \(producer.picture.map { PictureView($0, site: site, owner: .market, loading: .atOnce, sizes: .feature, cssClass: "producer-picture").body })
        <div class="producer-words">
        \(Breadcrumbs([("All markets", MarketPaths.front), ("Producers", MarketPaths.producers)]).body)
        <h1>\(producer.name)</h1>
        \(producer.place.flatMap { $0.isEmpty ? nil : "<p class=\"eyebrow\">\($0)</p>" })
        \(producer.about.isEmpty ? nil : "<p class=\"lead\">\(producer.about)</p>")
        </div>
        </header>
        \(detail.products.total == 0 ? empty : products)
        """
    }

    private var producer: Producer { detail.producer }
    private var number: Int { detail.products.page.number }

    private var products: HTML {
        """
        <section class="section" aria-labelledby="theirs">
        <div class="section-head"><h2 id="theirs">What they make</h2><p>\(detail.products.total) \(detail.products.total == 1 ? "product" : "products")</p></div>
        \(ProductGrid(products: detail.products.items, site: site, saying: .market).body)
        \(Pagination(page: number, pages: detail.products.pages, of: "products", words: ("← Back", "More →"), link: { [producer] in MarketPaths.producer(producer.slug, page: $0) }).body)
        </section>
        """
    }

    private var empty: HTML {
        EmptyState(
            "Nothing of theirs is for sale just now", "It may be the season. Others have something.",
            action: ("To all markets", MarketPaths.front)
        ).body
    }
}
