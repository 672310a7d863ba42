import Shared
import SharedHTML
import SharedInfrastructure

/// What an operator does to a market's products, each in a transaction of its own.
struct Stocking {
    private let transactions: any Transactions
    private let catalogue: any Catalogue

    init(_ services: Services) throws {
        transactions = try services.require(\.transactions)
        catalogue = try services.require(\.catalogue)
    }

    /// Makes a product and lists it. Throws `OperatorError`.
    func add(
        _ name: String, slug: Slug, to market: Slug, variants: [VariantDraft], featured: Bool, picture: Picture? = nil
    ) async throws {
        try await transactions.operate { (transaction: borrowing Transaction) in
            guard let id = try await catalogue.market(market, in: transaction) else {
                throw OperatorError("there is no market \(market)")
            }
            let draft = ProductDraft(
                of: .new, market: id, slug: slug, name: name, picture: picture, isFeatured: featured, variants: variants)
            let saved = try await catalogue.save(draft, in: transaction)
            _ = try await catalogue.set(.listed, of: saved.id, in: transaction)
        }
    }

    /// Lists a product, or withdraws it. Throws `OperatorError`.
    func set(_ status: ProductStatus, of product: Slug, in market: Slug) async throws -> Change {
        try await transactions.operate { (transaction: borrowing Transaction) in
            guard let id = try await catalogue.market(market, in: transaction) else {
                throw OperatorError("there is no market \(market)")
            }
            guard let product = try await catalogue.product(product, of: id, in: transaction) else {
                throw OperatorError("\(market) has no product \(product)")
            }
            return try await catalogue.set(status, of: product, in: transaction)
        }
    }
}

extension CatalogueError: Refusal {
    package var sentence: String {
        switch self {
        case .slugTaken(let slug): "there is a product \(slug) already; choose another --slug"
        case .slugReserved(let slug): "\(slug) begins addresses of the market itself; take another word"
        case .notFound: "it is not there any more"
        case .changedMeanwhile(let version): "somebody changed it meanwhile; it is at version \(version) now"
        case .noSuchMarket(let id): "there is no market \(id)"
        case .noSuchProducer(let id): "there is no producer \(id)"
        case .currencyFixed(let currency): "the market's prices are in \(currency.rawValue)"
        case .invalidVariants(let reason): reason
        case .impossible(let from, let to): "what is \(from.rawValue) cannot become \(to.rawValue)"
        case .invalid(let field): "\(field) is empty, too long, or holds a NUL character"
        }
    }
}
