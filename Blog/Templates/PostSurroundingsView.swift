import Shared
import SharedHTML
import SharedInfrastructure

/// The ways on from a post: what is like it, and the posts before and after it.
struct PostSurroundingsView {
    let surroundings: PostSurroundings
    let site: Site

    var body: HTML {
        """
        \(surroundings.related.isEmpty ? nil : "<section class=\"section\"><h2>More like this</h2>\(PostCards(posts: surroundings.related, site: site).body)</section>\n")\
        \(surroundings.older == nil && surroundings.newer == nil ? nil : beside)
        """
    }

    private var beside: HTML {
        """
        <nav class="beside" aria-label="Posts before and after">\(surroundings.older.map { way($0, "prev", "← The post before") })\
        \(surroundings.newer.map { way($0, "next", "The post after →") })</nav>
        """
    }

    private func way(_ post: NamedSlug, _ relation: String, _ words: String) -> HTML {
        """
        <a rel="\(relation)" href="\(url: BlogPaths.post(post.slug))"><small>\(words)</small><span class="beside-title">\(post.name)</span></a>
        """
    }
}
