package import Shared
package import SharedHTML

/// The addresses of the search, which every service answers itself: whoever looks for something stays where they are.
package enum SearchPaths {
    package static let pattern = "/search"
    package static let front = Link(path: "/search")
    /// The best few, while somebody types.
    package static let suggestionsPattern = "/search/suggestions"
    package static let suggestions = Link(path: "/search/suggestions")

    /// The name of the query's item that holds what is looked for.
    package static let words = "q"
    /// The name of the one that holds the kind of which all are shown.
    package static let kind = "kind"

    /// What was found for `words`.
    package static func found(_ words: SearchWords) -> Link { front.query([Self.words: words.typed]) }
    /// All of one kind.
    package static func found(_ words: SearchWords, _ kind: SearchKind, page: Int = 1) -> Link {
        front.query([Self.words: words.typed, Self.kind: kind.rawValue]).page(page)
    }
}
