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
}
