import Shared
import SharedHTML
import SharedInfrastructure

/// A post, or a page of the site with the market and the calendars that it holds.
struct PostPage: PageView {
    let post: PostDetail
    let surroundings: PostSurroundings
    /// Whether whoever asks may read the body.
    let isOpen: Bool
    let site: Site

    var title: String { post.metadata.title ?? summary.title }
    var description: String { post.metadata.description ?? summary.excerpt }
    var canonical: Link? { post.metadata.canonicalAddress.flatMap(Link.init(absolute:)) ?? BlogPaths.post(summary.slug) }
    var kind: PageKind { summary.kind == .post ? .article : .website }
    var picture: Link? {
        (post.metadata.pictureAddress.map { Picture(address: $0) } ?? summary.picture).flatMap { site.address(of: $0, owner: .blog) }
    }
    /// A page may hold markets and calendars.
    var bundles: [PageBundle] { summary.kind == .post ? [.reading] : [.reading, .market, .basket, .calendar] }
    var tags: Set<CacheTag> {
        Set([CacheTag(summary.id), .posts] + surroundings.authors.map { CacheTag($0.id) } + surroundings.related.map { CacheTag($0.id) })
    }

    var body: Composition {
        """
        <article class="article">
        <header class="article-head">
        \(summary.kind == .post ? Byline(post: summary).body : nil)
        <h1>\(summary.title)</h1>
        \(summary.kind == .post && hasStandfirst ? "<p class=\"lead\">\(summary.excerpt)</p>\n" : nil)</header>
        \(summary.picture.map(figure))
        \(isOpen ? "<div class=\"prose\">\(HTML(post.body))</div>" : MembersOnly(excerpt: summary.excerpt).body)
        \(summary.kind == .post ? foot : nil)
        </article>
        \(summary.kind == .page ? held : ["\(PostSurroundingsView(surroundings: surroundings, site: site).body)"])
        """
    }

    private var summary: PostSummary { post.summary }

    /// Whether an editor wrote the excerpt: one that was taken from the body would say the same twice.
    private var hasStandfirst: Bool {
        isOpen && !summary.excerpt.isEmpty && !post.body.markup.contains(summary.excerpt.prefix(24))
    }

    private func figure(_ picture: Picture) -> HTML {
        let caption = post.pictureCaption.map { "<figcaption>\(HTML($0))</figcaption>" as HTML }
        return
            "<figure class=\"article-picture\">\(PictureView(picture, site: site, owner: .blog, loading: .atOnce, sizes: .article).body)\(caption)</figure>"
    }

    private var foot: HTML {
        """
        <footer class="article-foot">
        \(TagLinks(tags: summary.tags).body)
        \(Writers(authors: surroundings.authors, site: site).body)
        </footer>
        """
    }

    /// What other services show of the markets and calendars that this page holds.
    private var held: [Composition] {
        let container: KeyValuePairs = ["container": summary.id.description]
        return [
            """
            \(fragment: FragmentRequest(.featuredProducts, container))
            \(fragment: FragmentRequest(.comingEntries, container))
            """
        ]
    }
}
