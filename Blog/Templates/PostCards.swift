import Shared
import SharedHTML
import SharedInfrastructure

/// Posts side by side, each with its picture.
struct PostCards {
    let posts: [PostSummary]
    let site: Site

    var body: HTML { "<ul class=\"cards are-wide\">\n\(posts.map(card))</ul>" }

    private func card(_ post: PostSummary) -> HTML {
        """
        <li class="card">
        \(post.picture.map { PictureView($0, site: site, owner: .blog, cssClass: "card-picture").body } ?? "<span></span>")
        <div class="card-words">
        <h3><a href="\(url: BlogPaths.post(post.slug))">\(post.title)</a></h3>
        \(post.excerpt.isEmpty ? nil : "<p>\(post.excerpt)</p>\n")</div>
        <p class="card-foot eyebrow"><span>\(Moment(post.publishedAt).body)\(post.access == .members ? ", for members" : nil)</span></p>
        </li>

        """
    }
}
