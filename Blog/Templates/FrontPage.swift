import Shared
import SharedHTML
import SharedInfrastructure

/// The front page, as a paper has it: the newest post large, the three before it in short, and those before them in a list.
struct FrontPage: PageView {
    let posts: Listing<PostSummary>
    let subjects: [TagCount]
    let site: Site

    var title: String { number == 1 ? "Blog" : "Blog, page \(number)" }
    var description: String { "What the co-op’s growers, bakers and shopkeepers write." }
    var canonical: Link? { BlogPaths.front(page: number) }
    var tags: Set<CacheTag> { Set(posts.items.map { CacheTag($0.id) } + [.posts]) }

    var body: Composition {
        """
        <h1 class="visually-hidden">\(title)</h1>
        \(posts.items.isEmpty ? empty : number == 1 ? opening : [])
        \(earlier.isEmpty ? nil : list)
        \(Pagination(page: number, pages: posts.pages, of: "posts", link: BlogPaths.front(page:)).body)
        """
    }

    private var number: Int { posts.page.number }
    private var stories: [PostSummary] { number == 1 ? Array(posts.items.dropFirst().prefix(3)) : [] }
    private var earlier: [PostSummary] { number == 1 ? Array(posts.items.dropFirst(4)) : posts.items }

    private var empty: [HTML] {
        [
            EmptyState(
                "Nothing is published yet", "The first post will stand here. The market is next door meanwhile.",
                action: ("To the market", site.link(MarketPaths.front, on: .market))
            ).body
        ]
    }

    private var opening: [HTML] {
        posts.items.prefix(1).map { FeaturedPost(post: $0, site: site).body }
            + (stories.isEmpty
                ? []
                : [
                    "<section class=\"section\"><h2 class=\"visually-hidden\">Lately</h2>\(PostStories(posts: stories, site: site).body)</section>\n"
                ])
            + [Subjects(tags: subjects).body]
    }

    private var list: HTML {
        """
        <section class="section"><div class="section-head"><h2>\(number == 1 ? "Before that" : title)</h2><p><a href="\(url: BlogPaths.archive)">All of it, by month</a></p></div>
        \(PostList(posts: earlier, site: site, hasPictures: number > 1).body)</section>
        """
    }
}
