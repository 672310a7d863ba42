import FoundationEssentials

/// A row of `posts`, with what other tables say of it.
struct GhostPost {
    let id: String
    /// What is remembered of it here; see ``GhostRow/reference()``.
    let reference: String
    let title: String?
    let slug: String?
    let isPage: Bool
    let status: Status
    let visibility: String
    let isFeatured: Bool
    /// Of these three, Ghost wrote one or two.
    let lexical: String?
    let mobiledoc: String?
    let html: String?
    let excerpt: String?
    let picture: String?
    let pictureAlternative: String?
    /// Markup.
    let pictureCaption: String?
    let metaTitle: String?
    let metaDescription: String?
    let canonicalAddress: String?
    let socialPicture: String?
    let createdAt: Date?
    let updatedAt: Date?
    let publishedAt: Date?
    let hasCodeInjection: Bool
    /// In order.
    let tags: [String]
    /// In order.
    let authors: [String]

    enum Status: String {
        case draft, scheduled, published
        /// It went out as a newsletter and never stood on the site.
        case sent
    }

    /// - Parameters:
    ///   - meta: its row of `posts_meta`. Before Ghost 3 these columns stood in `posts`.
    ///   - authors: of `posts_authors`; when there are none, `author_id` counts.
    init(_ row: GhostRow, meta: GhostRow?, tags: [String], authors: [String]) throws {
        id = try row.required("id")
        reference = try row.reference()
        title = row.text("title")
        slug = row.text("slug")
        isPage = row.text("type").map { $0 == "page" } ?? row.flag("page")
        let status = row.text("status") ?? "draft"
        guard let known = Status(rawValue: status) else {
            throw GhostRowError(table: row.table, number: row.number, reason: "its status “\(status.prefix(40))” is not known")
        }
        self.status = known
        visibility = row.text("visibility") ?? "public"
        isFeatured = row.flag("featured")
        lexical = row.text("lexical")
        mobiledoc = row.text("mobiledoc")
        html = row.text("html")
        excerpt = row.text("custom_excerpt")
        // Before Ghost 1, the picture was called `image`.
        picture = row.text("feature_image") ?? row.text("image")
        pictureAlternative = meta?.text("feature_image_alt")
        pictureCaption = meta?.text("feature_image_caption")
        metaTitle = meta?.text("meta_title") ?? row.text("meta_title")
        metaDescription = meta?.text("meta_description") ?? row.text("meta_description")
        canonicalAddress = row.text("canonical_url") ?? meta?.text("canonical_url")
        socialPicture = meta?.text("og_image") ?? row.text("og_image")
        createdAt = try row.moment("created_at")
        updatedAt = try row.moment("updated_at")
        publishedAt = try row.moment("published_at")
        hasCodeInjection = row.text("codeinjection_head") != nil || row.text("codeinjection_foot") != nil
        self.tags = tags
        self.authors = authors.isEmpty ? [row.text("author_id")].compactMap { $0 } : authors
    }

    static let columns = [
        "id", "title", "slug", "type", "page", "status", "visibility", "featured", "lexical", "mobiledoc", "html", "custom_excerpt",
        "feature_image", "image", "meta_title", "meta_description", "canonical_url", "og_image", "created_at", "updated_at", "published_at",
        "codeinjection_head", "codeinjection_foot", "author_id",
    ]
    static let metaColumns = [
        "post_id", "feature_image_alt", "feature_image_caption", "meta_title", "meta_description", "canonical_url", "og_image",
    ]
}
