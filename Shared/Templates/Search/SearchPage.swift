import Shared
import SharedHTML

/// What was found, by kind, or all of one kind. The same page on all six services.
struct SearchPage: PageView {
    let words: SearchWords
    let findings: SearchFindings
    /// All of this kind are shown; nil shows the best of every kind.
    let kind: SearchKind?
    let site: Site

    /// How many of each kind stand on the page of all kinds.
    static let best = 4
    static let pageSize = 20

    var title: String { words.isEmpty ? "Search" : "“\(words.typed)”, searched for" }
    var description: String { "What \(Site.name) writes, sells and plans, found by its words." }
    var bundles: [PageBundle] { [.search] }
    var tags: Set<CacheTag> { words.isEmpty ? [] : [.posts, .products, .markets, .entries, .calendars] }

    var body: Composition {
        """
        <header class="search-opening">
        <h1>Search</h1>
        \(SearchForm(id: "search", label: "Search again", placeholder: "Bread, apple day, leeks …", words: words, isFirst: true).body)
        \(summary)
        </header>
        \(content)
        """
    }

    /// What is said of the whole, above it.
    private var summary: HTML {
        if words.isEmpty { return words.typed.isEmpty ? "" : "<p class=\"search-summary\">There is no word in this to look for.</p>" }
        let shortened: HTML? =
            words.isShortened
            ? " Of what you wrote, the first \(SearchWords.mostWords) words and \(SearchWords.longestText) characters count." : nil
        let counts = SearchKind.inOrder.filter { findings.total(of: $0) > 0 }
        if counts.isEmpty { return shortened.map { "<p class=\"search-summary\">\($0)</p>" } ?? "" }
        let asked: HTML = "for <q><bdi>\(words.typed)</bdi></q>"
        if let kind {
            return """
                <p class="search-summary">\(kind.count(findings.total(of: kind))) \(asked). <a href="\(url: SearchPaths.found(words))">All that was found</a>\(shortened)</p>
                """
        }
        return """
            <p class="search-summary">Found \(asked): \(counts.map(jump).joined(separator: ", ")).\(shortened)</p>
            """
    }

    private func jump(to kind: SearchKind) -> HTML {
        "<a href=\"\(url: Link(fragment: kind.anchor.description))\">\(kind.count(findings.total(of: kind)))</a>"
    }

    private var content: HTML {
        if words.isEmpty { return SearchWaysOn(site: site).body }
        if findings.total == 0 { return NothingFound(words: words, site: site).body }
        let kinds = kind.map { [$0] } ?? SearchKind.inOrder.filter { findings.total(of: $0) > 0 }
        return kinds.map { SearchSection(kind: $0, words: words, findings: findings, isWhole: kind != nil, site: site).body }.joined()
    }
}
