import Shared
import SharedHTML
import SharedInfrastructure

/// What the blog writes about, each subject with how many posts it has.
struct Subjects {
    let tags: [TagCount]

    var body: HTML {
        tags.isEmpty
            ? ""
            : """
            <nav class="filter" aria-label="What we write about"><ul>\(tags.map { "<li><a href=\"\(url: BlogPaths.tag($0.tag.slug))\">\($0.tag.name) <span class=\"count\">\($0.posts)</span></a></li>" })</ul></nav>

            """
    }
}
