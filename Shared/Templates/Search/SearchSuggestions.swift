import Shared
import SharedHTML

/// The best few of each kind while somebody types: the options of a list box (ARIA Authoring Practices, combobox). No page of its own;
/// `scripts/search.js` puts it below the field.
struct SearchSuggestions: PageView {
    let words: SearchWords
    let findings: SearchFindings
    let site: Site

    static let best = 3

    var title: String { "Suggestions" }
    var description: String { "" }
    var tags: Set<CacheTag> { words.isEmpty ? [] : [.posts, .products, .markets, .entries, .calendars] }

    var body: Composition {
        guard findings.total > 0 else { return "" }
        return """
            \(SearchKind.inOrder.map(group))<a role="option" class="search-all" href="\(url: SearchPaths.found(words))">All that was found <small>\(findings.total)</small></a>
            """
    }

    private func group(_ kind: SearchKind) -> HTML {
        let options = options(kind)
        guard !options.isEmpty else { return "" }
        return """
            <div role="group" aria-label="\(kind.title)"><p class="search-kind" role="presentation" aria-hidden="true">\(kind.title)</p>\(options)</div>

            """
    }

    private func options(_ kind: SearchKind) -> [HTML] {
        switch kind {
        case .posts: findings.posts.items.map { option($0.link(on: site), $0.title) }
        case .pages: findings.pages.items.map { option($0.link(on: site), $0.title) }
        case .products: findings.products.items.map { option($0.link(on: site), $0.name, beside: $0.price.description) }
        case .entries:
            findings.entries.items.map {
                option($0.link(on: site), $0.title, beside: $0.status == .cancelled ? "cancelled" : $0.start.shortDay)
            }
        case .collections: findings.collections.items.map { option($0.link(on: site), $0.name, beside: $0.word) }
        }
    }

    private func option(_ link: Link, _ text: MarkedText, beside: String? = nil) -> HTML {
        """
        <a role="option" href="\(url: link)"><span>\(MarkedView(text).body)</span>\(beside.map { " <small>\($0)</small>" })</a>
        """
    }
}
