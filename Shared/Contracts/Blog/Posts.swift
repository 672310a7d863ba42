package import FoundationEssentials

/// Reads what the blog has published. Drafts and scheduled posts are not there, for any of these.
package protocol Posts: Sendable {
    /// The post or page at `slug`; where it has gone, when it once was there; or that it never was, or is not published now.
    func find(_ slug: Slug) async throws -> PostLookup
    /// Posts (not pages), the latest first. An empty list, with the true total, beyond the last page.
    func latest(_ page: PageRequest) async throws -> Listing<PostSummary>
    /// A tag and its posts, the latest first. Nil when there is no such tag, or only for editors.
    func tagged(_ tag: Slug, _ page: PageRequest) async throws -> TagDetail?
    /// An author and their posts, the latest first. Nil when there is no such author.
    func written(by author: Slug, _ page: PageRequest) async throws -> AuthorDetail?
    /// A post or page in short. Nil when there is none, or it is not published.
    func summary(of post: ID<Post>) async throws -> PostSummary?
    /// The tags that published posts have, by name, with how many posts each.
    func tags() async throws -> [TagCount]
}

/// What there is at a slug.
package enum PostLookup: Sendable, Codable, Equatable {
    case found(PostDetail)
    /// It is at this slug now.
    case moved(to: Slug)
    case missing
}

/// A post or page in a list.
package struct PostSummary: Sendable, Codable, Equatable {
    package let id: ID<Post>
    package let kind: Post.Kind
    package let slug: Slug
    package let title: String
    /// Plain text: the editor's, or else the beginning of the body, at most 300 characters of whole words. Empty when the body has none,
    /// or is for members and nobody wrote one.
    package let excerpt: String
    package let picture: Picture?
    package let publishedAt: Date
    /// When what it says last changed.
    package let updatedAt: Date
    package let isFeatured: Bool
    package let access: Post.Access
    /// In the editor's order, without internal ones.
    package let tags: [NamedSlug]
    /// In the editor's order.
    package let authors: [NamedSlug]
    package let version: Version

    package init(
        id: ID<Post>, kind: Post.Kind, slug: Slug, title: String, excerpt: String, picture: Picture?, publishedAt: Date, updatedAt: Date,
        isFeatured: Bool, access: Post.Access, tags: [NamedSlug], authors: [NamedSlug], version: Version
    ) {
        self.id = id
        self.kind = kind
        self.slug = slug
        self.title = title
        self.excerpt = excerpt
        self.picture = picture
        self.publishedAt = publishedAt
        self.updatedAt = updatedAt
        self.isFeatured = isFeatured
        self.access = access
        self.tags = tags
        self.authors = authors
        self.version = version
    }
}

/// A name that leads somewhere.
package struct NamedSlug: Sendable, Codable, Hashable {
    package let slug: Slug
    package let name: String

    package init(slug: Slug, name: String) {
        self.slug = slug
        self.name = name
    }
}

/// A post or page in full.
package struct PostDetail: Sendable, Codable, Equatable {
    package let summary: PostSummary
    /// All of it, also when ``PostSummary/access`` is for members: whoever shows it asks who is there.
    package let body: SanitizedHTML
    package let metadata: PostMetadata
    /// What stands below the summary's picture.
    package let pictureCaption: SanitizedHTML?

    package init(summary: PostSummary, body: SanitizedHTML, metadata: PostMetadata, pictureCaption: SanitizedHTML? = nil) {
        self.summary = summary
        self.body = body
        self.metadata = metadata
        self.pictureCaption = pictureCaption
    }
}

/// What search engines and previews are told, where it differs from the post itself.
package struct PostMetadata: Sendable, Codable, Hashable {
    package let title: String?
    package let description: String?
    /// Where the original is, when it first appeared elsewhere: an absolute address.
    package let canonicalAddress: String?
    /// Of a picture for previews on social sites: absolute, or a path on the site.
    package let pictureAddress: String?

    package init(title: String? = nil, description: String? = nil, canonicalAddress: String? = nil, pictureAddress: String? = nil) {
        self.title = title
        self.description = description
        self.canonicalAddress = canonicalAddress
        self.pictureAddress = pictureAddress
    }
}

/// A tag and part of its posts.
package struct TagDetail: Sendable, Codable, Equatable {
    package let tag: Tag
    package let posts: Listing<PostSummary>

    package init(tag: Tag, posts: Listing<PostSummary>) {
        self.tag = tag
        self.posts = posts
    }
}

/// An author and part of their posts.
package struct AuthorDetail: Sendable, Codable, Equatable {
    package let author: Author
    package let posts: Listing<PostSummary>

    package init(author: Author, posts: Listing<PostSummary>) {
        self.author = author
        self.posts = posts
    }
}

/// A tag and how many published posts have it.
package struct TagCount: Sendable, Codable, Equatable {
    package let tag: NamedSlug
    package let posts: Int

    package init(tag: NamedSlug, posts: Int) {
        self.tag = tag
        self.posts = posts
    }
}
