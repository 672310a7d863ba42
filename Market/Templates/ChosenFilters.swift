import Shared
import SharedHTML
import SharedInfrastructure

/// What a listing is narrowed to now, each a link that takes it away. Words are taken away by a whole new page, since their field stands outside
/// of the part that changes.
struct ChosenFilters {
    let market: Slug
    let query: MarketQuery
    let counts: ProductCounts

    var body: HTML {
        guard query.isNarrowed else { return "" }
        return "<nav class=\"filter\" aria-label=\"What is chosen\"><ul>\(words)\(diets)\(allergens)\(producers)\(all)</ul></nav>"
    }

    private var words: HTML? { query.choice.words.map { chip("“\($0.typed)”", query.withoutWords, isWhole: true) } }
    private var diets: [HTML] {
        Label.Diet.allCases.filter(query.choice.diets.contains).map { chip($0.rawValue, query.toggling($0)) }
    }
    private var allergens: [HTML] {
        Label.Allergen.allCases.filter(query.choice.freeOf.contains).map { chip("free of \($0.rawValue)", query.toggling($0)) }
    }
    private var producers: [HTML] {
        query.choice.producers.sorted { $0.value < $1.value }.map { slug in
            chip(counts.producers.first { $0.slug == slug }?.name ?? slug.value, query.toggling(producer: slug))
        }
    }

    private func chip(_ words: String, _ next: MarketQuery, isWhole: Bool = false) -> HTML {
        let link = next.link(market)
        return """
            <li><a href="\(url: link)"\(attribute: "data-hx-get", url: isWhole ? nil : link) aria-current="true">\
            <span class="visually-hidden">Take away: </span>\(words)</a></li>

            """
    }

    private var all: HTML {
        let link = query.cleared.link(market)
        return "<li><a href=\"\(url: link)\"\(attribute: "data-hx-get", url: query.choice.words == nil ? link : nil)>Clear all</a></li>"
    }
}
