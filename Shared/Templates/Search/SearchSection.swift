import Shared
import SharedHTML

/// What was found of one kind: the best of it, with the way to all, or a page of all.
struct SearchSection: Sendable {
    let kind: SearchKind
    let words: SearchWords
    let findings: SearchFindings
    let isWhole: Bool
    let site: Site

    var body: HTML {
        """
        <section class="section search-section" aria-labelledby="\(HTML(stringLiteral: kind.anchor))">
        <div class="section-head"><h2 id="\(HTML(stringLiteral: kind.anchor))">\(kind.title)</h2>\(all)</div>
        \(hits)
        \(isWhole ? rest : nil)</section>

        """
    }

    private var total: Int { findings.total(of: kind) }

    private var all: HTML? {
        guard !isWhole, total > SearchPage.best else { return nil }
        return "<p><a href=\"\(url: SearchPaths.found(words, kind))\">All \(kind.count(total))</a></p>"
    }

    private var hits: HTML {
        switch kind {
        case .posts: PostHits(hits: findings.posts.items, site: site).body
        case .pages: PostHits(hits: findings.pages.items, site: site).body
        case .products: ProductHits(hits: findings.products.items, site: site).body
        case .entries: EntryHits(hits: findings.entries.items, site: site).body
        case .collections: CollectionHits(hits: findings.collections.items, site: site).body
        }
    }

    private var rest: HTML {
        let number = findings.page(of: kind).number
        let pages = (min(total, SearchReach.most) + SearchPage.pageSize - 1) / SearchPage.pageSize
        let pagination = Pagination(page: number, pages: pages, of: "that was found", words: ("← Better", "Further →")) {
            SearchPaths.found(words, kind, page: $0)
        }
        guard number == pages, total > SearchReach.most else { return pagination.body }
        return
            "<p class=\"hint\">These were the first \(SearchReach.most) of \(total). One more word will bring what you look for nearer.</p>\n\(pagination.body)"
    }
}
