import Shared
import SharedHTML
import SharedInfrastructure

/// What a market's listing can be narrowed to, each a link with how many products it leaves. On a phone it is folded.
struct Narrowing {
    let market: Slug
    let query: MarketQuery
    let counts: ProductCounts

    var body: HTML {
        """
        <details class="narrowing"\(attribute: "open", if: query.filters > 0) data-stays>
        <summary>Narrow it down\(query.filters == 0 ? nil : " <span class=\"badge\">\(query.filters) chosen</span>")</summary>
        <div class="narrowing-groups">
        \(carried)\
        \(group("Suits", "diets", nil, clear: query.choice.diets.isEmpty ? nil : query.withoutDiets, diets))
        \(group("Free of", "free-of", "What has it, or may have it, is left out.", clear: query.choice.freeOf.isEmpty ? nil : query.withoutAllergens, allergens))
        \(group("Made by", "producers", nil, clear: query.choice.producers.isEmpty ? nil : query.withoutProducers, producers))
        </div>
        </details>
        """
    }

    /// What the search's form sends along.
    private var carried: [HTML] {
        [
            (MarketQuery.Key.diets, query.dietList), (MarketQuery.Key.freeOf, query.allergenList),
            (MarketQuery.Key.producers, query.producerList),
        ].filter { !$0.1.isEmpty }.map { "<input type=\"hidden\" form=\"find\" name=\"\($0.0)\" value=\"\($0.1)\">\n" }
    }

    private var diets: [HTML] {
        Label.Diet.allCases.filter { counts.diets[$0] != nil || query.choice.diets.contains($0) }.map { diet in
            item(
                diet.rawValue, id: "suits-\(diet.rawValue)", counts.diets[diet] ?? 0, isChosen: query.choice.diets.contains(diet),
                query.toggling(diet))
        }
    }

    private var allergens: [HTML] {
        Label.Allergen.allCases.filter { counts.freeOf[$0] != nil || query.choice.freeOf.contains($0) }.map { allergen in
            item(
                allergen.rawValue, id: "free-of-\(allergen.rawValue)", counts.freeOf[allergen] ?? 0,
                isChosen: query.choice.freeOf.contains(allergen), query.toggling(allergen))
        }
    }

    private var producers: [HTML] {
        counts.producers.map { maker in
            item(
                maker.name, id: "by-\(maker.slug)", maker.products, isChosen: query.choice.producers.contains(maker.slug),
                query.toggling(producer: maker.slug))
        }
    }

    private func group(_ title: String, _ name: String, _ hint: String?, clear: MarketQuery?, _ items: [HTML]) -> HTML {
        guard !items.isEmpty else { return "" }
        return """
            <section aria-labelledby="narrowing-\(name)"><div class="narrowing-head"><h2 id="narrowing-\(name)">\(title)</h2>\
            \(clear.map { "<a href=\"\(url: $0.link(market))\" data-hx-get=\"\(url: $0.link(market))\">Clear<span class=\"visually-hidden\"> \(title)</span></a>" })</div>
            <ul>\(items)</ul>\(hint.map { "<p class=\"hint\">\($0)</p>" })</section>
            """
    }

    private func item(_ words: String, id: String, _ products: Int, isChosen: Bool, _ next: MarketQuery) -> HTML {
        let count: HTML =
            "<span class=\"narrowing-count\">\(products)<span class=\"visually-hidden\">\(products == 1 ? " product" : " products")</span></span>"
        if products == 0, !isChosen { return "<li><span class=\"narrowing-none\"><span>\(words)</span>\(count)</span></li>\n" }
        let link = next.link(market)
        return """
            <li><a id="\(id)" rel="nofollow" href="\(url: link)" data-hx-get="\(url: link)"\(isChosen ? " aria-current=\"true\"" : nil)>\
            <span>\(words)</span>\(count)</a></li>

            """
    }
}
