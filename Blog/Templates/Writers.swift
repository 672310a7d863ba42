import Shared
import SharedHTML
import SharedInfrastructure

/// Who wrote a post, below it.
struct Writers {
    let authors: [Author]
    let site: Site

    var body: [HTML] { authors.map(writer) }

    private func writer(_ author: Author) -> HTML {
        """
        <div class="writer">\(Portrait(author: author, site: site).body)
        <div><p><a href="\(url: BlogPaths.author(author.slug))">\(author.name)</a></p>\(author.about.map { "<p>\($0)</p>" })</div></div>

        """
    }
}
