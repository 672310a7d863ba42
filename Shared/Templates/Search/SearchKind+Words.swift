import Shared
import SharedHTML

extension SearchKind {
    /// In the order in which they stand on a page.
    static let inOrder: [SearchKind] = [.collections, .products, .entries, .posts, .pages]

    /// Above what was found of it.
    var title: String {
        switch self {
        case .posts: "From the blog"
        case .pages: "Pages"
        case .products: "In the market"
        case .entries: "What’s on"
        case .collections: "Tags, people and places"
        }
    }

    /// The id of its part of the page.
    var anchor: StaticString {
        switch self {
        case .posts: "found-posts"
        case .pages: "found-pages"
        case .products: "found-products"
        case .entries: "found-dates"
        case .collections: "found-names"
        }
    }

    /// `3 products`.
    func count(_ number: Int) -> String {
        let (one, many) =
            switch self {
            case .posts: ("post", "posts")
            case .pages: ("page", "pages")
            case .products: ("product", "products")
            case .entries: ("date", "dates")
            case .collections: ("name", "names")
            }
        return "\(number) \(number == 1 ? one : many)"
    }
}

extension CollectionHit {
    /// What it is, beside its name.
    var word: String {
        switch kind {
        case .tag: "tag"
        case .author: "author"
        case .producer: "producer"
        case .market: "market"
        case .calendar: "calendar"
        }
    }

    func link(on site: Site) -> Link {
        switch kind {
        case .tag: site.link(BlogPaths.tag(slug), on: .blog)
        case .author: site.link(BlogPaths.author(slug), on: .blog)
        case .producer: site.link(MarketPaths.producer(slug), on: .market)
        case .market: site.link(MarketPaths.market(slug), on: .market)
        case .calendar: site.link(EventsPaths.calendar(slug), on: .events)
        }
    }
}

extension PostHit {
    func link(on site: Site) -> Link { site.link(BlogPaths.post(slug), on: .blog) }
}

extension ProductHit {
    func link(on site: Site) -> Link { site.link(MarketPaths.product(slug, in: market.slug), on: .market) }
}

extension EntryHit {
    func link(on site: Site) -> Link { site.link(EventsPaths.entry(id), on: .events) }
}
