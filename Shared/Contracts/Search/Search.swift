package import FoundationEssentials

/// Finds what the site shows to everybody: nothing that is a draft, scheduled, withdrawn or for editors, and of what is for members only
/// what its list shows. Every word must be there, the last one may be begun; what is found is ranked, titles before texts.
///
/// Empty words find nothing, and nobody is asked.
package protocol Search: Sendable {
    /// The best `limit` (1 to 20) of every kind, with how many there are.
    /// - Parameters:
    ///   - moment: entries that end after it are coming, and stand before the others.
    ///   - isBrief: leaves out the excerpts, which cost the most.
    func best(_ words: SearchWords, at moment: Date, atMost limit: Int, isBrief: Bool) async throws -> SearchFindings
    /// One page of what there is of one kind; the other kinds are empty. An empty list, with a total of zero, beyond the last page.
    func all(_ kind: SearchKind, _ words: SearchWords, at moment: Date, _ page: PageRequest) async throws -> SearchFindings
}

/// What was found, by kind.
package struct SearchFindings: Sendable, Codable, Equatable {
    package var posts: Listing<PostHit>
    package var pages: Listing<PostHit>
    package var products: Listing<ProductHit>
    package var entries: Listing<EntryHit>
    package var collections: Listing<CollectionHit>

    /// Nothing.
    package init(_ page: PageRequest) {
        posts = Listing(items: [], total: 0, page: page)
        pages = posts
        products = Listing(items: [], total: 0, page: page)
        entries = Listing(items: [], total: 0, page: page)
        collections = Listing(items: [], total: 0, page: page)
    }

    package func total(of kind: SearchKind) -> Int {
        switch kind {
        case .posts: posts.total
        case .pages: pages.total
        case .products: products.total
        case .entries: entries.total
        case .collections: collections.total
        }
    }

    /// Which part of its list is here.
    package func page(of kind: SearchKind) -> PageRequest {
        switch kind {
        case .posts: posts.page
        case .pages: pages.page
        case .products: products.page
        case .entries: entries.page
        case .collections: collections.page
        }
    }

    package var total: Int { SearchKind.allCases.reduce(0) { $0 + total(of: $1) } }
}

/// How many of a kind can be looked at one by one: whoever does not find it among these adds a word.
package enum SearchReach {
    package static let most = 100
}
