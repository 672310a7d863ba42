package import Shared
import SharedPostgres

extension PostgresPublishing {
    package func save(_ draft: PostDraft, in transaction: borrowing Transaction) async throws -> Saved<Post> {
        let connection = try transaction.connection
        let draft = try draft.checked()
        try await checkRelated(draft, on: connection)
        var before: Stored<Post, PostDraft>?
        var isPublished = false
        let saved = try await SharedServices.save(
            draft, of: draft.of, slug: draft.slug, orThrow: PublishingError.self,
            find: { key in
                guard let row = try await find(key, on: connection) else { return nil }
                isPublished = try row["status"] == PostStatus.published
                before = Stored(id: try row["id"], version: try row["version"], draft: try row.postDraft(like: draft))
                return before
            },
            insert: { id, key in
                guard try await insert(draft, as: id, key, on: connection) else { return false }
                try await relate(draft, to: id, on: connection)
                return true
            },
            update: { stored in
                try await write(draft, over: stored, on: connection)
                try await relate(draft, to: stored.id, on: connection)
            })
        guard saved.change != .unchanged else { return saved }
        if saved.change == .created { before = nil }
        // The slug is this post's now, whichever had left it.
        try await connection.query("delete from blog.former_slugs where slug = \(draft.slug)")
        let related = Set(draft.related + (before?.draft.related ?? []))
        let facts = ActivityFacts(
            title: draft.title, slug: draft.slug, previousSlug: before.flatMap { $0.draft.slug == draft.slug ? nil : $0.draft.slug },
            related: related.sorted { $0.description < $1.description })
        let news = NewActivity(
            kind: .postUpdated, object: .post(saved.id), version: saved.version, visibility: isPublished ? .public : .private, facts: facts)
        _ = try await activities.record(news, in: transaction)
        return saved
    }

    private func checkRelated(_ draft: PostDraft, on connection: PostgresConnection) async throws {
        let rows = try await connection.query(
            """
            select
                array(
                    select w.id from unnest(\(draft.tags)::uuid[]) as w (id)
                    where not exists (select from blog.tags t where t.id = w.id)
                ) as tags,
                array(
                    select w.id from unnest(\(draft.authors)::uuid[]) as w (id)
                    where not exists (select from blog.authors a where a.id = w.id)
                ) as authors
            """)
        let tags: [ID<Tag>] = try rows.first?["tags"] ?? []
        let authors: [ID<Author>] = try rows.first?["authors"] ?? []
        if let tag = tags.first { throw PublishingError.unknownTag(tag) }
        if let author = authors.first { throw PublishingError.unknownAuthor(author) }
    }

    private func find(_ key: Key<Post>, on connection: PostgresConnection) async throws -> PostgresRow? {
        try await connection.query(
            """
            select
                p.id, p.version, p.status, p.kind, p.slug, p.title, p.excerpt, p.body, p.plain_text,
                p.picture_address, p.picture_alternative, p.picture_width, p.picture_height, p.picture_caption, p.is_featured, p.access,
                p.meta_title, p.meta_description, p.canonical_address, p.social_picture_address,
                array(select t.tag_id from blog.post_tags t where t.post_id = p.id order by t.position) as tags,
                array(select a.author_id from blog.post_authors a where a.post_id = p.id order by a.position) as authors
            from blog.posts p
            where p.id = \(key.id) or (p.external_system = \(key.system) and p.external_key = \(key.name))
            for update
            """
        ).first
    }

    private func insert(_ draft: PostDraft, as id: ID<Post>, _ key: Key<Post>, on connection: PostgresConnection) async throws -> Bool {
        let rows = try await connection.query(
            """
            insert into blog.posts (
                id, kind, slug, title, excerpt, body, plain_text,
                picture_address, picture_alternative, picture_width, picture_height, picture_caption, is_featured, access,
                meta_title, meta_description, canonical_address, social_picture_address, external_system, external_key, updated_at
            ) values (
                \(id), \(draft.kind), \(draft.slug), \(draft.title), \(draft.excerpt), \(draft.body), \(draft.plainText),
                \(draft.picture?.address), \(draft.picture?.alternative ?? ""), \(draft.picture?.width), \(draft.picture?.height),
                \(draft.pictureCaption), \(draft.isFeatured), \(draft.access), \(draft.metadata.title), \(draft.metadata.description),
                \(draft.metadata.canonicalAddress), \(draft.metadata.pictureAddress), \(key.system), \(key.name),
                coalesce(\(draft.editedAt)::timestamptz, clock_timestamp())
            )
            on conflict do nothing
            """)
        return rows.affected == 1
    }

    private func write(_ draft: PostDraft, over stored: Stored<Post, PostDraft>, on connection: PostgresConnection) async throws {
        let taken = PublishingError.self
        try await update(
            """
            update blog.posts
            set kind = \(draft.kind), slug = \(draft.slug), title = \(draft.title), excerpt = \(draft.excerpt), body = \(draft.body),
                plain_text = \(draft.plainText), picture_address = \(draft.picture?.address),
                picture_alternative = \(draft.picture?.alternative ?? ""), picture_width = \(draft.picture?.width),
                picture_height = \(draft.picture?.height), picture_caption = \(draft.pictureCaption),
                is_featured = \(draft.isFeatured), access = \(draft.access),
                meta_title = \(draft.metadata.title), meta_description = \(draft.metadata.description),
                canonical_address = \(draft.metadata.canonicalAddress), social_picture_address = \(draft.metadata.pictureAddress),
                updated_at = coalesce(\(draft.editedAt)::timestamptz, clock_timestamp()), version = version + 1
            where id = \(stored.id)
                and not exists (select from blog.posts other where other.slug = \(draft.slug) and other.id <> \(stored.id))
            """, on: connection, slug: draft.slug, constraint: "posts_slug_key", orThrow: taken)
        guard stored.draft.slug != draft.slug else { return }
        try await connection.query(
            """
            insert into blog.former_slugs (slug, post_id) values (\(stored.draft.slug), \(stored.id))
            on conflict (slug) do update set post_id = excluded.post_id, left_at = excluded.left_at
            """)
    }

    /// Replaces the post's tags and authors.
    private func relate(_ draft: PostDraft, to post: ID<Post>, on connection: PostgresConnection) async throws {
        try await connection.query("delete from blog.post_tags where post_id = \(post)")
        try await connection.query("delete from blog.post_authors where post_id = \(post)")
        try await connection.query(
            """
            insert into blog.post_tags (post_id, tag_id, position)
            select \(post), t.id, t.position from unnest(\(draft.tags)::uuid[]) with ordinality as t (id, position)
            """)
        try await connection.query(
            """
            insert into blog.post_authors (post_id, author_id, position)
            select \(post), a.id, a.position from unnest(\(draft.authors)::uuid[]) with ordinality as a (id, position)
            """)
    }
}
