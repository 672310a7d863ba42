/// What variants cost and are called now: all that a basket and a checkout need to know of a market.
package protocol Offers: Sendable {
    /// The offers of those of `variants` that exist, for sale or not, in no particular order.
    func offers(for variants: [ID<Variant>]) async throws -> [Offer]
    /// The same, inside a transaction.
    func offers(for variants: [ID<Variant>], in transaction: borrowing Transaction) async throws -> [Offer]
}

/// A variant as it is offered now.
package struct Offer: Sendable, Codable, Equatable {
    package let variant: Variant
    package let product: ID<Product>
    package let productName: String
    package let productSlug: Slug
    package let picture: Picture?
    package let market: NamedSlug
    /// Whether it can be bought.
    package let isForSale: Bool

    package init(
        variant: Variant, product: ID<Product>, productName: String, productSlug: Slug, picture: Picture?, market: NamedSlug,
        isForSale: Bool
    ) {
        self.variant = variant
        self.product = product
        self.productName = productName
        self.productSlug = productSlug
        self.picture = picture
        self.market = market
        self.isForSale = isForSale
    }
}
