import FoundationEssentials
import Shared

extension CoOp {
    @discardableResult
    func save(_ draft: PostDraft) async throws -> Saved<Post> {
        try await inTransaction { (transaction: borrowing Transaction) in try await publishing.save(draft, in: transaction) }
    }

    @discardableResult
    func save(_ draft: TagDraft) async throws -> Saved<Tag> {
        try await inTransaction { (transaction: borrowing Transaction) in try await publishing.save(draft, in: transaction) }
    }

    @discardableResult
    func save(_ draft: AuthorDraft) async throws -> Saved<Author> {
        try await inTransaction { (transaction: borrowing Transaction) in try await publishing.save(draft, in: transaction) }
    }

    @discardableResult
    func publish(_ slug: Slug, at moment: Date? = nil) async throws -> Change {
        try await inTransaction { (transaction: borrowing Transaction) in try await publishing.publish(slug, at: moment, in: transaction) }
    }

    @discardableResult
    func unpublish(_ slug: Slug) async throws -> Change {
        try await inTransaction { (transaction: borrowing Transaction) in try await publishing.unpublish(slug, in: transaction) }
    }

    @discardableResult
    func schedule(_ slug: Slug, for moment: Date) async throws -> Change {
        try await inTransaction { (transaction: borrowing Transaction) in try await publishing.schedule(slug, for: moment, in: transaction)
        }
    }

    func publishDue(at moment: Date) async throws -> [Slug] {
        try await inTransaction { (transaction: borrowing Transaction) in try await publishing.publishDue(at: moment, in: transaction) }
    }

    /// Saves and publishes a post by that slug, which says little.
    @discardableResult
    func published(
        _ text: String, kind: Post.Kind = .post, daysAgo: Double = 1, tags: [ID<Tag>] = [], authors: [ID<Author>] = []
    ) async throws -> ID<Post> {
        let saved = try await save(.short(text, kind: kind, tags: tags, authors: authors))
        try await publish(slug(text), at: .now(plusDays: -daysAgo))
        return saved.id
    }
}

extension PostDraft {
    /// A draft that says little.
    static func short(
        _ text: String, of target: DraftOf<Post> = .new, kind: Post.Kind = .post, title: String? = nil, excerpt: String? = nil,
        body: String = "<p>Leeks.</p>", plainText: String = "Leeks.", access: Post.Access = .everyone, tags: [ID<Tag>] = [],
        authors: [ID<Author>] = []
    ) throws -> PostDraft {
        PostDraft(
            of: target, kind: kind, slug: try SharedServicesTests.slug(text), title: title ?? text, excerpt: excerpt,
            body: SanitizedHTML(alreadySanitized: body), plainText: plainText, access: access, tags: tags, authors: authors)
    }
}
