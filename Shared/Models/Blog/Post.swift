package import FoundationEssentials

/// Something written: a post of the blog, or a page of the site.
package struct Post: Sendable, Codable, Equatable {
    package let id: ID<Post>
    package let kind: Kind
    package let slug: Slug
    package let title: String
    /// Plain text, as the editor wrote it; nil when a beginning of the body is to stand for it.
    package let excerpt: String?
    package let body: SanitizedHTML
    package let picture: Picture?
    package let status: PostStatus
    /// When it was published, or is to be; nil for a draft that never was.
    package let publishedAt: Date?
    package let isFeatured: Bool
    package let access: Access
    package let updatedAt: Date
    package let version: Version

    package init(
        id: ID<Post>, kind: Kind, slug: Slug, title: String, excerpt: String?, body: SanitizedHTML, picture: Picture?, status: PostStatus,
        publishedAt: Date?, isFeatured: Bool, access: Access, updatedAt: Date, version: Version
    ) {
        self.id = id
        self.kind = kind
        self.slug = slug
        self.title = title
        self.excerpt = excerpt
        self.body = body
        self.picture = picture
        self.status = status
        self.publishedAt = publishedAt
        self.isFeatured = isFeatured
        self.access = access
        self.updatedAt = updatedAt
        self.version = version
    }

    /// How a post stands in the blog.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// Dated, listed on the front page, with tags and authors.
        case post
        /// Undated, reached by menus and links; may hold a market or a calendar.
        case page
    }

    /// Who may read the body. Title, picture and excerpt are for everybody.
    package enum Access: String, Sendable, Codable, CaseIterable {
        case everyone
        /// People who are signed in.
        case members
    }
}
