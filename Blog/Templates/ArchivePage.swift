import Shared
import SharedHTML
import SharedInfrastructure

/// A tag's posts, an author's, or a month's.
struct ArchivePage: PageView {
    let archive: Archive
    let site: Site

    var title: String { "\(archive.prefix) \(archive.name)\(number == 1 ? "" : ", page \(number)")" }
    var description: String { archive.about ?? title }
    var canonical: Link? { archive.link(number) }
    var kind: PageKind { archive.kind }
    var bundles: [PageBundle] { [.reading] }
    var tags: Set<CacheTag> { archive.tags.union(archive.posts.items.map { CacheTag($0.id) }) }

    var body: Composition {
        """
        <header class="opening\(archive.author == nil ? nil : " has-portrait")">
        \(archive.author.map { Portrait(author: $0, site: site).body })
        <p class="eyebrow">\(archive.prefix)</p>
        <h1>\(archive.name)</h1>
        \(archive.about.map { "<p class=\"lead\">\($0)</p>" })
        \(website)
        </header>
        \(archive.posts.items.isEmpty ? empty : list)
        """
    }

    private var website: HTML? {
        archive.author?.website.flatMap(Link.init(absolute:)).map { "<p><a rel=\"me\" href=\"\(url: $0)\">Elsewhere</a></p>" }
    }

    private var number: Int { archive.posts.page.number }

    private var list: HTML {
        """
        <section class="section"><h2 class="visually-hidden">Posts</h2>\(PostList(posts: archive.posts.items, site: site).body)</section>
        \(Pagination(page: number, pages: archive.posts.pages, of: "posts", link: archive.link).body)
        <p><a href="\(url: BlogPaths.archive)">All of the blog, by month</a></p>
        """
    }

    private var empty: HTML {
        EmptyState("Nothing here yet", "When something is published, it will stand here.", action: ("To the blog", BlogPaths.front)).body
    }
}
