import Shared
import SharedHTML
import SharedInfrastructure

/// What has been happening on the site, for everybody to hear.
struct FrontPage: PageView {
    let news: [NewsItem]
    let site: Site

    var title: String { "Fediverse" }
    var description: String { "What the co-op has published, put on its stalls and planned, the latest first." }
    var canonical: Link? { FederationPaths.front }
    var tags: Set<CacheTag> { [.posts, .products, .markets, .entries, .calendars, .menu, .people] }

    var body: Composition {
        """
        <header class="opening">
        <h1>What is new</h1>
        <p class="lead">\(description)</p>
        </header>
        \(news.isEmpty ? empty : "<section class=\"section\"><h2>Lately</h2><ol class=\"listing\">\n\(news.map { NewsRow(item: $0, site: site).body })</ol></section>")
        <section class="section prose"><h2>Following us</h2>
        <p>Everything in this list is written down with the change itself, so that people on Mastodon and its relatives can follow the blog,
        the market and the calendars, each as itself. Following opens with the next part of this site; until then, this page is where to look.</p>
        </section>
        """
    }

    private var empty: HTML {
        EmptyState(
            "Nothing has happened yet", "When something is published, listed or planned, it will be said here.",
            action: ("To the blog", site.link(BlogPaths.front, on: .blog))
        ).body
    }
}
