import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// What the address of a market's listing says: what is looked for, what is left out, in which order, and which page of it.
///
///     /saturday?q=rye&diets=vegan,organic&free-of=milk&producers=holm-bakery&sort=price&page=2
///
/// Lists are written in one order, and what is not chosen is not written, so that a state has one address.
struct MarketQuery: Hashable {
    let choice: ProductChoice
    let page: PageRequest

    enum Key {
        static let words = "q"
        static let diets = "diets"
        static let freeOf = "free-of"
        static let producers = "producers"
        static let order = "sort"
        static let page = "page"
        /// All that a listing depends on.
        static let all = [words, diets, freeOf, producers, order, page]
    }

    static let size = 24
    /// A market has some hundred producers at most; who sends more asks for something else.
    static let mostProducers = 50

    init(_ choice: ProductChoice = ProductChoice(), page: Int = 1) {
        self.choice = choice
        self.page = PageRequest(page, size: Self.size)
    }

    /// Throws `Problem` (404) when the query says what no listing is: a diet that is none, a list that is broken, an item that is there twice.
    /// Items that are empty, as a form sends them, and words that are too long or say nothing, are as if they were not there.
    init(_ request: Request) throws {
        let order = try request.item(Key.order).flatMap { $0.isEmpty ? nil : $0 } ?? ProductOrder.suggested.rawValue
        guard let order = ProductOrder(rawValue: order) else { throw Problem.notFound }
        let producers = try Self.list(request.item(Key.producers), Slug.init(_:))
        guard producers.count <= Self.mostProducers else { throw Problem.notFound }
        choice = ProductChoice(
            // A form writes a blank as “+”, which no word has.
            words: try request.item(Key.words).map { SearchWords(String($0.map { $0 == "+" ? " " : $0 })) },
            diets: try Self.list(request.item(Key.diets), Label.Diet.init(rawValue:)),
            freeOf: try Self.list(request.item(Key.freeOf), Label.Allergen.init(rawValue:)), producers: producers, order: order)
        page = try request.page(size: Self.size)
    }

    private static func list<Value: Hashable>(_ text: String?, _ value: (String) -> Value?) throws -> Set<Value> {
        guard let text, !text.isEmpty else { return [] }
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        let values = Set(words.prefix(100).compactMap { value(String($0)) })
        guard values.count == words.count else { throw Problem.notFound }
        return values
    }

    /// Whether `request` is written as ``link(_:)`` writes it; what else it says is none of ours.
    func isWritten(in request: Request) -> Bool {
        let given = request.uri.queryParameters.filter { Key.all.contains(String($0.key)) }
        return given.map { [String($0.key), String($0.value)] } == items.map { [$0.key, $0.value] }
    }

    func link(_ market: Slug) -> Link {
        items.reduce(MarketPaths.market(market)) { link, item in link.query([item.key: item.value]) }
    }

    /// What the address says, in its order.
    private var items: [(key: String, value: String)] {
        let written = [
            (Key.words, choice.words?.typed ?? ""), (Key.diets, dietList), (Key.freeOf, allergenList), (Key.producers, producerList),
            (Key.order, choice.order == .suggested ? "" : choice.order.rawValue), (Key.page, page.number == 1 ? "" : String(page.number)),
        ]
        return written.filter { !$0.1.isEmpty }
    }

    var dietList: String { Label.Diet.allCases.filter(choice.diets.contains).map(\.rawValue).joined(separator: ",") }
    var allergenList: String { Label.Allergen.allCases.filter(choice.freeOf.contains).map(\.rawValue).joined(separator: ",") }
    var producerList: String { choice.producers.map(\.value).sorted().joined(separator: ",") }
}
