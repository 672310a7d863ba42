import Shared
import SharedHTML
import SharedInfrastructure

/// One post as the front page opens with it.
struct FeaturedPost {
    let post: PostSummary
    let site: Site

    var body: HTML {
        """
        <section class="feature\(post.picture == nil ? nil : " has-picture")">
        <div class="feature-words">
        \(Byline(post: post).body)
        <h2><a href="\(url: BlogPaths.post(post.slug))">\(post.title)</a></h2>
        <p class="lead">\(post.excerpt)</p>
        \(TagLinks(tags: post.tags).body)
        </div>
        \(post.picture.map { PictureView($0, site: site, owner: .blog, loading: .atOnce, sizes: .feature).body })
        </section>
        """
    }
}
