/// Writes what markets sell. Every change is an activity.
package protocol Catalogue: Sendable {
    /// Saves a market. Throws `slugTaken`, `slugReserved`, `notFound`, `changedMeanwhile`, and `currencyFixed` once it has products.
    func save(_ draft: MarketDraft, in transaction: borrowing Transaction) async throws -> Saved<Market>
    /// Saves a producer. Throws `slugTaken`, `notFound`, `changedMeanwhile`.
    func save(_ draft: ProducerDraft, in transaction: borrowing Transaction) async throws -> Saved<Producer>
    /// Saves a product with all its variants and labels; a new one is a draft. A variant keeps its id while its name stays, so that
    /// baskets keep what they hold. Throws `slugTaken`, `notFound`, `changedMeanwhile`, `noSuchMarket`, `noSuchProducer`,
    /// `invalidVariants`.
    func save(_ draft: ProductDraft, in transaction: borrowing Transaction) async throws -> Saved<Product>
    /// Lists a product, or withdraws it. Nothing changes when it is so already. Throws `notFound`, and `impossible` when its states do
    /// not allow it.
    func set(_ status: ProductStatus, of product: ID<Product>, in transaction: borrowing Transaction) async throws -> Change
    /// The market of this slug. Nil when there is none.
    func market(_ slug: Slug, in transaction: borrowing Transaction) async throws -> ID<Market>?
    /// The product of this slug in `market`, draft or not. Nil when there is none.
    func product(_ slug: Slug, of market: ID<Market>, in transaction: borrowing Transaction) async throws -> ID<Product>?
}

/// Why nothing was written. The transaction can go on, unless two took the same slug at the same moment.
package enum CatalogueError: Error, Equatable {
    /// Something else of its kind (for a product: in its market) has this slug.
    case slugTaken(Slug)
    /// The market service's own addresses begin with it (``ReservedSlugs/market``).
    case slugReserved(Slug)
    case notFound
    case changedMeanwhile(now: Version)
    case noSuchMarket(ID<Market>)
    case noSuchProducer(ID<Producer>)
    /// A market's prices are all in one currency, which stays.
    case currencyFixed(Currency)
    /// There is none, there are more than fifty, two have the same name, or a price is negative or in another currency than the market's.
    case invalidVariants(String)
    case impossible(from: ProductStatus, to: ProductStatus)
    /// A text is too long, empty where it must not be, or holds a NUL character.
    case invalid(field: String)
}

/// What a market is to say.
package struct MarketDraft: Sendable, Equatable {
    package let of: DraftOf<Market>
    package let slug: Slug
    package let name: String
    package let about: String
    package let container: ID<Post>?
    package let currency: Currency

    package init(of: DraftOf<Market>, slug: Slug, name: String, about: String = "", container: ID<Post>? = nil, currency: Currency = .gbp) {
        self.of = of
        self.slug = slug
        self.name = name
        self.about = about
        self.container = container
        self.currency = currency
    }
}

/// What a producer is to say.
package struct ProducerDraft: Sendable, Equatable {
    package let of: DraftOf<Producer>
    package let slug: Slug
    package let name: String
    package let about: String
    package let place: String?
    package let picture: Picture?

    package init(of: DraftOf<Producer>, slug: Slug, name: String, about: String = "", place: String? = nil, picture: Picture? = nil) {
        self.of = of
        self.slug = slug
        self.name = name
        self.about = about
        self.place = place
        self.picture = picture
    }
}

/// What a product is to say, with all its variants.
package struct ProductDraft: Sendable, Equatable {
    package let of: DraftOf<Product>
    package let market: ID<Market>
    package let producer: ID<Producer>?
    package let slug: Slug
    package let name: String
    package let about: SanitizedHTML
    package let picture: Picture?
    package let labels: Set<Label>
    package let isFeatured: Bool
    /// At least one, in the order in which they are shown.
    package let variants: [VariantDraft]

    package init(
        of: DraftOf<Product>, market: ID<Market>, producer: ID<Producer>? = nil, slug: Slug, name: String,
        about: SanitizedHTML = .empty, picture: Picture? = nil, labels: Set<Label> = [],
        isFeatured: Bool = false, variants: [VariantDraft]
    ) {
        self.of = of
        self.market = market
        self.producer = producer
        self.slug = slug
        self.name = name
        self.about = about
        self.picture = picture
        self.labels = labels
        self.isFeatured = isFeatured
        self.variants = variants
    }
}

/// One way to buy a product. Its name is what it is known by.
package struct VariantDraft: Sendable, Equatable {
    /// Empty when there is only one.
    package let name: String
    package let price: Money
    package let quantity: UnitQuantity?

    package init(name: String = "", price: Money, quantity: UnitQuantity? = nil) {
        self.name = name
        self.price = price
        self.quantity = quantity
    }
}
