/// Reads markets and what they sell. Draft products are not there, for any of these; withdrawn ones have a page, and stand in no list.
package protocol Markets: Sendable {
    /// Every market, by name.
    func all() async throws -> [MarketSummary]
    /// A market, those of its listed products that fit `choice`, and how many every further choice would leave. Nil when there is no such
    /// market.
    func market(_ slug: Slug, _ choice: ProductChoice, _ page: PageRequest) async throws -> MarketDetail?
    /// A product in full. Nil when that market has none of that slug.
    func product(_ slug: Slug, in market: Slug) async throws -> ProductDetail?
    /// What else there is beside that product: of its producer in all markets, and of others in its market; listed, the featured first, at
    /// most `limit` of each.
    func beside(_ product: Slug, in market: Slug, limit: Int) async throws -> ProductsBeside
    /// Featured products of all markets, or of those that `container` holds; the latest change first; at most `limit`.
    func featured(in container: ID<Post>?, limit: Int) async throws -> [ProductSummary]
    /// A product in short, also a withdrawn one. Nil when there is none.
    func summary(of product: ID<Product>) async throws -> ProductSummary?
    /// The markets that a page holds, by name.
    func markets(in container: ID<Post>) async throws -> [MarketSummary]
}

/// A market in a list.
package struct MarketSummary: Sendable, Codable, Equatable {
    package let id: ID<Market>
    package let slug: Slug
    package let name: String
    package let about: String
    /// How many products are listed.
    package let products: Int
    package let version: Version

    package init(id: ID<Market>, slug: Slug, name: String, about: String, products: Int, version: Version) {
        self.id = id
        self.slug = slug
        self.name = name
        self.about = about
        self.products = products
        self.version = version
    }
}

/// A market and part of its products.
package struct MarketDetail: Sendable, Codable, Equatable {
    package let market: Market
    package let products: Listing<ProductSummary>
    package let counts: ProductCounts

    package init(market: Market, products: Listing<ProductSummary>, counts: ProductCounts) {
        self.market = market
        self.products = products
        self.counts = counts
    }
}

/// A product in a list.
package struct ProductSummary: Sendable, Codable, Equatable {
    package let id: ID<Product>
    package let market: NamedSlug
    package let slug: Slug
    package let name: String
    package let producer: NamedSlug?
    package let picture: Picture?
    package let status: ProductStatus
    package let labels: Set<Label>
    package let isFeatured: Bool
    /// The cheapest variant.
    package let from: Variant
    /// How many variants there are: with one, a list can offer to add it to the basket.
    package let variants: Int
    package let version: Version

    package init(
        id: ID<Product>, market: NamedSlug, slug: Slug, name: String, producer: NamedSlug?, picture: Picture?, status: ProductStatus,
        labels: Set<Label>, isFeatured: Bool, from: Variant, variants: Int, version: Version
    ) {
        self.id = id
        self.market = market
        self.slug = slug
        self.name = name
        self.producer = producer
        self.picture = picture
        self.status = status
        self.labels = labels
        self.isFeatured = isFeatured
        self.from = from
        self.variants = variants
        self.version = version
    }
}

/// A product in full.
package struct ProductDetail: Sendable, Codable, Equatable {
    package let product: Product
    package let market: NamedSlug
    package let producer: Producer?

    package init(product: Product, market: NamedSlug, producer: Producer?) {
        self.product = product
        self.market = market
        self.producer = producer
    }
}

/// What stands beside a product.
package struct ProductsBeside: Sendable, Codable, Equatable {
    package let ofProducer: [ProductSummary]
    package let inMarket: [ProductSummary]

    package init(ofProducer: [ProductSummary], inMarket: [ProductSummary]) {
        self.ofProducer = ofProducer
        self.inMarket = inMarket
    }
}
