import Shared
import SharedHTML
import SharedInfrastructure

/// The diets that a listing is narrowed to, as its address says them: `?diets=organic,vegan`.
struct DietFilter: Hashable {
    /// The query's item.
    static let key = "diets"
    let diets: Set<Label.Diet>

    init(_ diets: Set<Label.Diet> = []) { self.diets = diets }

    /// Throws `Problem` (404) when `query` names what is no diet: such a list does not exist.
    init(query: String?) throws {
        guard let query, !query.isEmpty else {
            self.init()
            return
        }
        let names = query.split(separator: ",", omittingEmptySubsequences: false)
        let diets = names.compactMap { Label.Diet(rawValue: String($0)) }
        guard diets.count == names.count, names.count <= Label.Diet.allCases.count else { throw Problem.notFound }
        self.init(Set(diets))
    }

    var labels: Set<Label> { Set(diets.map(Label.diet)) }

    /// With `diet` when it was not in it, else without.
    func toggling(_ diet: Label.Diet) -> DietFilter { DietFilter(diets.symmetricDifference([diet])) }

    /// Page `page` of `market`, narrowed so.
    func link(_ market: Slug, page: Int = 1) -> Link {
        let list = Label.Diet.allCases.filter(diets.contains).map(\.rawValue).joined(separator: ",")
        let path = MarketPaths.market(market)
        return (list.isEmpty ? path : path.query([Self.key: list])).page(page)
    }
}
