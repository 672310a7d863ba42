import Shared

extension CoOp {
    @discardableResult
    func save(_ draft: MarketDraft) async throws -> Saved<Market> {
        try await inTransaction { (transaction: borrowing Transaction) in try await catalogue.save(draft, in: transaction) }
    }

    @discardableResult
    func save(_ draft: ProducerDraft) async throws -> Saved<Producer> {
        try await inTransaction { (transaction: borrowing Transaction) in try await catalogue.save(draft, in: transaction) }
    }

    @discardableResult
    func save(_ draft: ProductDraft) async throws -> Saved<Product> {
        try await inTransaction { (transaction: borrowing Transaction) in try await catalogue.save(draft, in: transaction) }
    }

    @discardableResult
    func set(_ status: ProductStatus, of product: ID<Product>) async throws -> Change {
        try await inTransaction { (transaction: borrowing Transaction) in try await catalogue.set(status, of: product, in: transaction) }
    }

    /// A market by that slug.
    func market(_ text: String = "veg", currency: Currency = .gbp, container: ID<Post>? = nil) async throws -> ID<Market> {
        try await save(MarketDraft(of: .new, slug: try slug(text), name: text, container: container, currency: currency)).id
    }

    /// A product by that slug, for sale, at that price in pence.
    @discardableResult
    func listed(
        _ text: String, in market: ID<Market>, price: Int64 = 250, currency: Currency = .gbp, labels: Set<Label> = [],
        isFeatured: Bool = false
    ) async throws -> ID<Product> {
        let product = try await save(
            .simple(text, in: market, price: price, currency: currency, labels: labels, isFeatured: isFeatured)
        ).id
        try await set(.listed, of: product)
        return product
    }

    /// The only variant of the product by that slug.
    func variant(_ text: String, in market: String = "veg") async throws -> Variant {
        let product = try await markets.product(slug(text), in: slug(market))
        guard let variant = product?.product.variants.first else { throw NoSlug(text: text) }
        return variant
    }
}

extension ProductDraft {
    static func simple(
        _ text: String, of target: DraftOf<Product> = .new, in market: ID<Market>, producer: ID<Producer>? = nil, price: Int64 = 250,
        currency: Currency = .gbp, labels: Set<Label> = [], isFeatured: Bool = false
    ) throws -> ProductDraft {
        ProductDraft(
            of: target, market: market, producer: producer, slug: try SharedServicesTests.slug(text), name: text, labels: labels,
            isFeatured: isFeatured,
            variants: [VariantDraft(price: Money(minorUnits: price, currency: currency))])
    }
}
