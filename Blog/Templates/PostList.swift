import Shared
import SharedHTML
import SharedInfrastructure

/// Posts one under another, each with its date in the margin and its picture at the end unless it stands below others.
struct PostList {
    let posts: [PostSummary]
    let site: Site
    var hasPictures = true

    var body: HTML { "<ol class=\"listing\">\n\(posts.map(row))</ol>" }

    private func row(_ post: PostSummary) -> HTML {
        """
        <li>
        <p class="margin">\(Moment(post.publishedAt).body)</p>
        <div>
        <h3><a href="\(url: BlogPaths.post(post.slug))">\(post.title)</a></h3>
        \(post.excerpt.isEmpty ? nil : "<p>\(post.excerpt)</p>\n")\(Byline(post: post, isDated: false).body)
        </div>
        \((hasPictures ? post.picture : nil).map { "<div class=\"listing-picture\">\(PictureView($0, site: site, owner: .blog, sizes: .listing).body)</div>\n" })</li>

        """
    }
}
