import Shared
import SharedHTML
import SharedInfrastructure

/// When and by whom; nothing when neither is to be said.
struct Byline {
    let post: PostSummary
    var isDated = true

    var body: HTML {
        let parts =
            (isDated ? [Moment(post.publishedAt).body] : []) + authors + (post.access == .members ? ["<span>for members</span>"] : [])
        return parts.isEmpty ? "" : "<p class=\"eyebrow\">\(parts)</p>"
    }

    private var authors: [HTML] {
        post.authors.isEmpty
            ? [] : ["<span>by \(post.authors.enumerated().map { "\($0.offset > 0 ? ", " : nil)\(link($0.element))" })</span>"]
    }

    private func link(_ author: NamedSlug) -> HTML { "<a href=\"\(url: BlogPaths.author(author.slug))\">\(author.name)</a>" }
}
