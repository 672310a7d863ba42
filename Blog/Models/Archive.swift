import Shared
import SharedHTML
import SharedInfrastructure

/// The posts that have something in common, and what that is.
struct Archive {
    let name: String
    /// What they have in common, in two words: `Posts about`.
    let prefix: String
    let about: String?
    /// Whose posts they are.
    let author: Author?
    let posts: Listing<PostSummary>
    let link: @Sendable (Int) -> Link
    let kind: PageKind
    let tags: Set<CacheTag>

    init(_ detail: TagDetail) {
        name = detail.tag.name
        prefix = "Posts about"
        about = detail.tag.about
        author = nil
        posts = detail.posts
        link = { [slug = detail.tag.slug] in BlogPaths.tag(slug, page: $0) }
        kind = .website
        tags = [CacheTag(detail.tag.id), .posts]
    }

    init(_ detail: AuthorDetail) {
        name = detail.author.name
        prefix = "Posts by"
        about = detail.author.about
        author = detail.author
        posts = detail.posts
        link = { [slug = detail.author.slug] in BlogPaths.author(slug, page: $0) }
        kind = .profile
        tags = [CacheTag(detail.author.id), .posts]
    }

    init(_ month: Month, _ posts: Listing<PostSummary>) {
        name = month.words
        prefix = "Posts of"
        about = nil
        author = nil
        self.posts = posts
        link = { BlogPaths.month(month, page: $0) }
        kind = .website
        tags = [.posts]
    }
}
