import Shared
import SharedHTML
import SharedInfrastructure

/// The front page: the newest post large, as a paper has it, and those before it in a list.
struct FrontPage: PageView {
    let posts: Listing<PostSummary>
    let site: Site

    var title: String { number == 1 ? "Blog" : "Blog, page \(number)" }
    var description: String { "What the co-op’s growers, bakers and shopkeepers write." }
    var canonical: Link? { BlogPaths.front(page: number) }
    var tags: Set<CacheTag> { Set(posts.items.map { CacheTag($0.id) } + [.posts]) }

    var body: Composition {
        """
        <h1 class="visually-hidden">\(title)</h1>
        \(posts.items.isEmpty ? empty : newest + rest)
        """
    }

    private var number: Int { posts.page.number }

    private var empty: [HTML] {
        [
            EmptyState(
                "Nothing is published yet", "The first post will stand here. The market is next door meanwhile.",
                action: ("To the market", site.link(MarketPaths.front, on: .market))
            ).body
        ]
    }

    private var newest: [HTML] { number == 1 ? posts.items.prefix(1).map { FeaturedPost(post: $0, site: site).body } : [] }

    private var rest: [HTML] {
        let earlier = posts.items.dropFirst(number == 1 ? 1 : 0)
        return [
            earlier.isEmpty
                ? ""
                : "<section class=\"section\"><h2>\(number == 1 ? "Before that" : title)</h2>\(PostList(posts: Array(earlier)).body)</section>\n",
            Pagination(page: number, pages: posts.pages, of: "posts", link: BlogPaths.front(page:)).body,
        ]
    }
}
