import Shared
import SharedInfrastructure

/// `link-card`: one post or page, on another's page.
struct PostCard: FragmentRenderer {
    static let type = FragmentType.linkCard(of: .blog)
    let posts: any Posts
    let site: Site

    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment {
        guard let post = try await posts.summary(of: query.required("post")) else { throw FragmentError.notFound }
        let card = LinkCard(post.title, post.excerpt, link: site.link(BlogPaths.post(post.slug), on: .blog))
        return RenderedFragment(card.body, tags: [CacheTag(post.id)])
    }
}
