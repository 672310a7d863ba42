package import FoundationEssentials
package import Shared
import SharedPostgres

/// ``Publishing`` over PostgreSQL.
package struct PostgresPublishing: Publishing {
    let activities: any Activities

    /// Records what changes with `activities`.
    package init(recording activities: any Activities) { self.activities = activities }

    package func publish(_ slug: Slug, at moment: Date?, in transaction: borrowing Transaction) async throws -> Change {
        let connection = try transaction.connection
        let post = try await lock(slug, on: connection)
        let now = Date()
        if let moment, moment > now + 60 { throw PublishingError.momentNotPast }
        let date = moment ?? post.publishedAt.map { min($0, now) } ?? now
        guard post.status != .published || !post.isDated(date) else { return .unchanged }
        let rows = try await connection.query(
            """
            update blog.posts set status = 'published', published_at = \(date), version = version + 1 where id = \(post.id)
            returning id, slug, title, version
            """)
        try await record(rows, as: post.status == .published ? .postUpdated : .postPublished, .public, in: transaction)
        return .updated
    }

    package func unpublish(_ slug: Slug, in transaction: borrowing Transaction) async throws -> Change {
        let connection = try transaction.connection
        let post = try await lock(slug, on: connection)
        guard post.status != .draft else { return .unchanged }
        // A date that readers saw is kept, for when it is published again; one that was only planned is not.
        let date = post.status == .published ? post.publishedAt : nil
        let rows = try await connection.query(
            """
            update blog.posts set status = 'draft', published_at = \(date), version = version + 1 where id = \(post.id)
            returning id, slug, title, version
            """)
        try await record(rows, as: .postUnpublished, .private, in: transaction)
        return .updated
    }

    package func schedule(_ slug: Slug, for moment: Date, in transaction: borrowing Transaction) async throws -> Change {
        let connection = try transaction.connection
        let post = try await lock(slug, on: connection)
        guard post.status.mayBecome(.scheduled) else { throw PublishingError.alreadyPublished(slug) }
        guard post.status != .scheduled || !post.isDated(moment) else { return .unchanged }
        let rows = try await connection.query(
            """
            update blog.posts set status = 'scheduled', published_at = \(moment), version = version + 1 where id = \(post.id)
            returning id, slug, title, version
            """)
        try await record(rows, as: .postUpdated, .private, in: transaction)
        return .updated
    }

    package func publishDue(at moment: Date, in transaction: borrowing Transaction) async throws -> [Slug] {
        let rows = try await transaction.connection.query(
            """
            with due as (
                select id, published_at from blog.posts where status = 'scheduled' and published_at <= \(moment)
                order by published_at, id for update skip locked
            ), published as (
                update blog.posts p set status = 'published', version = p.version + 1 from due where p.id = due.id
                returning p.id, p.slug, p.title, p.version, p.published_at
            )
            select id, slug, title, version from published order by published_at, id
            """)
        try await record(rows, as: .postPublished, .public, in: transaction)
        return try rows.map { try $0["slug"] }
    }

    /// A post as far as its publication goes.
    private struct Locked {
        let id: ID<Post>
        let status: PostStatus
        let publishedAt: Date?

        /// Whether it has that date, to the millisecond: a date here is finer than one that is stored.
        func isDated(_ date: Date) -> Bool { publishedAt.map { abs($0.timeIntervalSince(date)) < 0.001 } ?? false }
    }

    private func lock(_ slug: Slug, on connection: PostgresConnection) async throws -> Locked {
        let rows = try await connection.query("select id, status, published_at from blog.posts where slug = \(slug) for update")
        guard let row = rows.first else { throw PublishingError.noSuchSlug(slug) }
        return Locked(id: try row["id"], status: try row["status"], publishedAt: try row["published_at"])
    }

    /// Records what happened to the posts of `rows`, with their tags and authors, whose pages show them.
    private func record(
        _ rows: PostgresRows, as kind: ActivityKind, _ visibility: Activity.Visibility, in transaction: borrowing Transaction
    ) async throws {
        for row in rows {
            let id: ID<Post> = try row["id"]
            let related = try await Related.of(id, on: try transaction.connection)
            let facts = ActivityFacts(title: try row["title"], slug: try row["slug"], related: related.references)
            let news = NewActivity(kind: kind, object: .post(id), version: try row["version"], visibility: visibility, facts: facts)
            _ = try await activities.record(news, in: transaction)
        }
    }
}

/// The tags and authors of a post.
struct Related: Sendable, Equatable {
    let tags: [ID<Tag>]
    let authors: [ID<Author>]

    var references: [ObjectReference] { tags.map(ObjectReference.tag) + authors.map(ObjectReference.author) }

    static func of(_ post: ID<Post>, on connection: PostgresConnection) async throws -> Related {
        let rows = try await connection.query(
            """
            select
                array(select tag_id from blog.post_tags where post_id = \(post) order by position, tag_id) as tags,
                array(select author_id from blog.post_authors where post_id = \(post) order by position, author_id) as authors
            """)
        guard let row = rows.first else { return Related(tags: [], authors: []) }
        return Related(tags: try row["tags"], authors: try row["authors"])
    }
}
