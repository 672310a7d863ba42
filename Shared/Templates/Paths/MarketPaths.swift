package import Shared
package import SharedHTML

/// The addresses of the market.
package enum MarketPaths {
    package static let frontPattern = "/"
    package static let front = Link(path: "/")

    package static let marketPattern = "/:market"
    package static func market(_ slug: Slug, page: Int = 1) -> Link {
        let link = Link(segments: slug.value)
        return page == 1 ? link : link.query(["page": String(page)])
    }

    package static let productPattern = "/:market/:product"
    package static func product(_ slug: Slug, in market: Slug) -> Link { Link(segments: market.value, slug.value) }
}
