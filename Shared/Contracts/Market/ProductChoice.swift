/// What a shopper narrows a market's products to, and in which order they stand.
package struct ProductChoice: Sendable, Codable, Hashable {
    /// Every word of it is in the product's name, its producer's or what it says about itself; the last may be begun. Nil looks for nothing.
    package let words: SearchWords?
    /// A product suits all of them.
    package let diets: Set<Label.Diet>
    /// A product neither contains nor may contain any of them.
    package let freeOf: Set<Label.Allergen>
    /// A product is of one of them; of anybody when there is none.
    package let producers: Set<Slug>
    package let order: ProductOrder

    package init(
        words: SearchWords? = nil, diets: Set<Label.Diet> = [], freeOf: Set<Label.Allergen> = [], producers: Set<Slug> = [],
        order: ProductOrder = .suggested
    ) {
        self.words = words.flatMap { $0.isEmpty ? nil : $0 }
        self.diets = diets
        self.freeOf = freeOf
        self.producers = producers
        self.order = order
    }
}

/// In which order products stand. The raw value is how addresses write it.
package enum ProductOrder: String, Sendable, Codable, CaseIterable {
    /// What words fit best, when there are any; then the featured ones, then by name.
    case suggested
    case name
    /// The cheapest first, by the cheapest variant.
    case price
    /// What a kilogram or a litre of the cheapest variant comes to, the least first; then what is sold by the piece, then the rest.
    case unitPrice = "unit-price"
    case newest
}

/// How many products each filter would leave, beside those that are chosen already.
package struct ProductCounts: Sendable, Codable, Equatable {
    /// Everything the market lists, whatever is chosen.
    package let all: Int
    /// Of those that fit all that is chosen, how many suit a diet. None for a diet that nothing suits.
    package let diets: [Label.Diet: Int]
    /// Of those that fit all that is chosen, how many are free of an allergen. None for one that nothing in the market has.
    package let freeOf: [Label.Allergen: Int]
    /// Of those that fit all that is chosen but producers, how many are of each; every producer of the market's products, by name.
    package let producers: [Maker]

    package init(all: Int, diets: [Label.Diet: Int], freeOf: [Label.Allergen: Int], producers: [Maker]) {
        self.all = all
        self.diets = diets
        self.freeOf = freeOf
        self.producers = producers
    }

    package struct Maker: Sendable, Codable, Equatable {
        package let slug: Slug
        package let name: String
        package let products: Int

        package init(slug: Slug, name: String, products: Int) {
            self.slug = slug
            self.name = name
            self.products = products
        }
    }
}
