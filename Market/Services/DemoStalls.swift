import Shared
import SharedInfrastructure

/// The demo's markets, producers and products: `Deploy/demo/market.json`.
struct DemoStalls: Decodable {
    let markets: [Stall]
    let producers: [Maker]
    let products: [Ware]

    struct Stall: Decodable {
        let slug: Slug
        let name: String
        let about: String
        /// The page of the blog that holds it.
        let container: Slug?
    }

    struct Maker: Decodable {
        let slug: Slug
        let name: String
        let place: String
        let about: String
        /// The name of a picture of the demo.
        let picture: String?
        let alternative: String?
    }

    struct Ware: Decodable {
        let market: Slug
        let producer: Slug
        let slug: Slug
        let name: String
        let featured: Bool?
        /// Whether it was for sale and is no longer.
        let withdrawn: Bool?
        /// The name of a picture of the demo.
        let picture: String
        let alternative: String
        let about: String
        let labels: [String]
        let variants: [Size]
    }

    struct Size: Decodable {
        let name: String?
        let price: String
        let amount: Int?
        let unit: UnitQuantity.Unit?
    }
}

extension DemoStalls.Size {
    /// Throws `OperatorError`, which names the product.
    func draft(of product: Slug, in currency: Currency) throws(OperatorError) -> VariantDraft {
        guard let price = Money(decimal: price, currency: currency) else { throw OperatorError("\(product): \(price) is no price") }
        var quantity: UnitQuantity?
        if let amount, let unit {
            quantity = UnitQuantity(amount, unit)
            if quantity == nil { throw OperatorError("\(product): \(amount) is no amount") }
        }
        return VariantDraft(name: name ?? "", price: price, quantity: quantity)
    }
}
