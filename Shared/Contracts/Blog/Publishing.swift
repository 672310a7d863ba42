package import FoundationEssentials

/// Writes posts and pages, and says when readers see them. Every change is an activity.
package protocol Publishing: Sendable {
    /// Saves what a post says; whether it is published stays as it is, and a new one is a draft. Its old slug leads to the new one, until
    /// another post takes it. Throws `slugTaken`, `slugReserved`, `notFound`, `changedMeanwhile`, `unknownTag`, `unknownAuthor`.
    func save(_ draft: PostDraft, in transaction: borrowing Transaction) async throws -> Saved<Post>
    /// Publishes it, dated `moment`, which must not be later than now (`momentNotPast`; that is what `schedule` is for). Nil dates it
    /// now, or leaves the date that it was published at before. Nothing changes when it is published with that date already. Throws
    /// `noSuchSlug`.
    func publish(_ slug: Slug, at moment: Date?, in transaction: borrowing Transaction) async throws -> Change
    /// Makes a draft of it again; nothing changes when it is one. Throws `noSuchSlug`.
    func unpublish(_ slug: Slug, in transaction: borrowing Transaction) async throws -> Change
    /// Has it published at `moment`, also when another moment was set before. Throws `noSuchSlug`, and `alreadyPublished`.
    func schedule(_ slug: Slug, for moment: Date, in transaction: borrowing Transaction) async throws -> Change
    /// Publishes every scheduled post whose time is not after `moment`, and answers their slugs, the earliest first. Two at once publish
    /// each post once.
    func publishDue(at moment: Date, in transaction: borrowing Transaction) async throws -> [Slug]
    /// Saves a tag. Throws `slugTaken`, `notFound`, `changedMeanwhile`.
    func save(_ draft: TagDraft, in transaction: borrowing Transaction) async throws -> Saved<Tag>
    /// Saves an author, as nobody's byline when whose it is has left. Throws `slugTaken`, `notFound`, `changedMeanwhile`.
    func save(_ draft: AuthorDraft, in transaction: borrowing Transaction) async throws -> Saved<Author>
}

/// Why nothing was written. The transaction can go on, unless two took the same slug at the same moment.
package enum PublishingError: Error, Equatable {
    /// Something else of its kind has this slug. Posts and pages share one set of slugs.
    case slugTaken(Slug)
    /// The blog's own addresses begin with it (``ReservedSlugs/blog``).
    case slugReserved(Slug)
    /// There is no object with the id that the draft is for.
    case notFound
    case noSuchSlug(Slug)
    /// Somebody else changed it since; it is at this version now.
    case changedMeanwhile(now: Version)
    case unknownTag(ID<Tag>)
    case unknownAuthor(ID<Author>)
    case alreadyPublished(Slug)
    case momentNotPast
    /// A text is too long, empty where it must not be, or holds a NUL character.
    case invalid(field: String)
}

/// What a post is to say.
package struct PostDraft: Sendable, Equatable {
    package let of: DraftOf<Post>
    package let kind: Post.Kind
    package let slug: Slug
    /// 1 to 2,000 characters.
    package let title: String
    package let excerpt: String?
    package let body: SanitizedHTML
    /// The body's text without markup, for excerpts and search.
    package let plainText: String
    package let picture: Picture?
    /// What stands below the picture: who took it, for example.
    package let pictureCaption: SanitizedHTML?
    package let isFeatured: Bool
    package let access: Post.Access
    /// In the order in which they are shown.
    package let tags: [ID<Tag>]
    /// In the order in which they are shown.
    package let authors: [ID<Author>]
    package let metadata: PostMetadata
    /// When what it says last changed, for an import that knows; nil for now. It alone makes no difference between two drafts.
    package let editedAt: Date?

    package init(
        of: DraftOf<Post>, kind: Post.Kind, slug: Slug, title: String, excerpt: String? = nil, body: SanitizedHTML, plainText: String,
        picture: Picture? = nil, pictureCaption: SanitizedHTML? = nil, isFeatured: Bool = false, access: Post.Access = .everyone,
        tags: [ID<Tag>] = [], authors: [ID<Author>] = [], metadata: PostMetadata = PostMetadata(), editedAt: Date? = nil
    ) {
        self.of = of
        self.kind = kind
        self.slug = slug
        self.title = title
        self.excerpt = excerpt
        self.body = body
        self.plainText = plainText
        self.picture = picture
        self.pictureCaption = pictureCaption
        self.isFeatured = isFeatured
        self.access = access
        self.tags = tags
        self.authors = authors
        self.metadata = metadata
        self.editedAt = editedAt
    }
}

/// What a tag is to say.
package struct TagDraft: Sendable, Equatable {
    package let of: DraftOf<Tag>
    package let slug: Slug
    package let name: String
    package let about: String?
    package let picture: Picture?
    package let isInternal: Bool

    package init(of: DraftOf<Tag>, slug: Slug, name: String, about: String? = nil, picture: Picture? = nil, isInternal: Bool = false) {
        self.of = of
        self.slug = slug
        self.name = name
        self.about = about
        self.picture = picture
        self.isInternal = isInternal
    }
}

/// What an author is to say.
package struct AuthorDraft: Sendable, Equatable {
    package let of: DraftOf<Author>
    package let slug: Slug
    package let name: String
    package let about: String?
    package let picture: Picture?
    package let website: String?
    package let person: ID<Person>?

    package init(
        of: DraftOf<Author>, slug: Slug, name: String, about: String? = nil, picture: Picture? = nil, website: String? = nil,
        person: ID<Person>? = nil
    ) {
        self.of = of
        self.slug = slug
        self.name = name
        self.about = about
        self.picture = picture
        self.website = website
        self.person = person
    }

    /// The same byline, of nobody who has an account.
    package var ofNobody: AuthorDraft {
        AuthorDraft(of: of, slug: slug, name: name, about: about, picture: picture, website: website)
    }
}
