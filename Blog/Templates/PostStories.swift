import Shared
import SharedHTML
import SharedInfrastructure

/// A few posts in short, side by side below the one that a page opens with, each with a small picture.
struct PostStories {
    let posts: [PostSummary]
    let site: Site

    var body: HTML { "<ul class=\"stories\">\n\(posts.map(story))</ul>" }

    private func story(_ post: PostSummary) -> HTML {
        """
        <li class="story">
        \(post.picture.map { PictureView($0, site: site, owner: .blog, sizes: .story).body })
        <div><h3><a href="\(url: BlogPaths.post(post.slug))">\(post.title)</a></h3>
        <p class="eyebrow"><span>\(Moment(post.publishedAt).body)\(post.access == .members ? ", for members" : nil)</span></p></div>
        </li>

        """
    }
}
