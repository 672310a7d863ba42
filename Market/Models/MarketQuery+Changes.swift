import Shared

// What a click makes of a listing. Each begins at the first page, since the others are of another list.

extension MarketQuery {
    func toggling(_ diet: Label.Diet) -> MarketQuery { with(diets: choice.diets.symmetricDifference([diet])) }
    func toggling(_ allergen: Label.Allergen) -> MarketQuery { with(freeOf: choice.freeOf.symmetricDifference([allergen])) }
    func toggling(producer: Slug) -> MarketQuery { with(producers: choice.producers.symmetricDifference([producer])) }
    var withoutDiets: MarketQuery { with(diets: []) }
    var withoutAllergens: MarketQuery { with(freeOf: []) }
    var withoutProducers: MarketQuery { with(producers: []) }

    /// Everything, in the order that was chosen.
    var cleared: MarketQuery { MarketQuery(ProductChoice(order: choice.order)) }
    var withoutWords: MarketQuery {
        MarketQuery(ProductChoice(diets: choice.diets, freeOf: choice.freeOf, producers: choice.producers, order: choice.order))
    }

    func at(page: Int) -> MarketQuery { MarketQuery(choice, page: page) }

    /// How many filters are on.
    var filters: Int { choice.diets.count + choice.freeOf.count + choice.producers.count }
    var isNarrowed: Bool { filters > 0 || choice.words != nil }

    /// Whether many come for it. There are millions of others: what somebody looks for by words or by several filters is made for them alone, so
    /// that it does not push out of the caches what many share.
    var isShared: Bool { choice.words == nil && filters <= 1 }

    private func with(
        diets: Set<Label.Diet>? = nil, freeOf: Set<Label.Allergen>? = nil, producers: Set<Slug>? = nil
    ) -> MarketQuery {
        MarketQuery(
            ProductChoice(
                words: choice.words, diets: diets ?? choice.diets, freeOf: freeOf ?? choice.freeOf,
                producers: producers ?? choice.producers, order: choice.order))
    }
}
