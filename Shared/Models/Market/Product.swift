/// Something that a market offers, in one or more variants.
package struct Product: Sendable, Codable, Equatable {
    package let id: ID<Product>
    package let market: ID<Market>
    package let producer: ID<Producer>?
    package let slug: Slug
    package let name: String
    package let about: SanitizedHTML
    package let picture: Picture?
    package let status: ProductStatus
    package let labels: Set<Label>
    package let isFeatured: Bool
    /// In the order in which they are shown.
    package let variants: [Variant]
    package let version: Version

    package init(
        id: ID<Product>, market: ID<Market>, producer: ID<Producer>?, slug: Slug, name: String, about: SanitizedHTML, picture: Picture?,
        status: ProductStatus, labels: Set<Label>, isFeatured: Bool, variants: [Variant], version: Version
    ) {
        self.id = id
        self.market = market
        self.producer = producer
        self.slug = slug
        self.name = name
        self.about = about
        self.picture = picture
        self.status = status
        self.labels = labels
        self.isFeatured = isFeatured
        self.variants = variants
        self.version = version
    }
}

/// Whether a product can be bought.
package enum ProductStatus: String, StateMachine, Codable {
    /// Only shopkeepers see it.
    case draft
    /// It is for sale.
    case listed
    /// It was for sale. Its page says so, so that links and orders still lead somewhere.
    case withdrawn

    package static let machine = "product"
    package static let transitions: [ProductStatus: Set<ProductStatus>] = [
        .draft: [.listed],
        .listed: [.withdrawn],
        .withdrawn: [.listed],
    ]
}
