import Shared
import SharedHTML
import SharedInfrastructure

/// What a post is about, as links to more of it.
struct TagLinks {
    let tags: [NamedSlug]

    var body: HTML {
        tags.isEmpty
            ? ""
            : "<ul class=\"tags\" aria-label=\"Tags\">\(tags.map { "<li><a rel=\"tag\" href=\"\(url: BlogPaths.tag($0.slug))\">\($0.name)</a></li>" })</ul>"
    }
}
