package import Shared
package import SharedHTML

/// The addresses of the market.
package enum MarketPaths {
    package static let frontPattern = "/"
    package static let front = Link(path: "/")

    package static let marketPattern = "/:market"
    package static func market(_ slug: Slug, page: Int = 1) -> Link { Link(segments: slug.value).page(page) }

    package static let productPattern = "/:market/:product"
    package static func product(_ slug: Slug, in market: Slug) -> Link { Link(segments: market.value, slug.value) }

    package static let producersPattern = "/producers"
    /// Where the front page lists who grows, bakes and makes.
    package static let producers = Link(path: "/#producers")
    package static let producerPattern = "/producers/:producer"
    package static func producer(_ slug: Slug, page: Int = 1) -> Link { Link(segments: "producers", slug.value).page(page) }

    package static let permanentProductPattern = "/products/:product"
    /// Where a product is found by its id, whatever it is called and wherever it stands: it leads on to the product's own page.
    package static func product(_ id: ID<Product>) -> Link { Link(segments: "products", id.description) }
}
