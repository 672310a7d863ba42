package import Shared
import SharedPostgres

// Tags and authors.

extension PostgresPublishing {
    package func save(_ draft: TagDraft, in transaction: borrowing Transaction) async throws -> Saved<Tag> {
        let connection = try transaction.connection
        try checkName(draft.name, about: draft.about, picture: draft.picture)
        var previousSlug: Slug?
        let saved = try await SharedServices.save(
            draft, of: draft.of, slug: draft.slug, orThrow: PublishingError.self,
            find: { key in
                let row = try await connection.query(
                    """
                    select
                        id, version, slug, name, about, picture_address, picture_alternative, picture_width, picture_height, is_internal
                    from blog.tags
                    where id = \(key.id) or (external_system = \(key.system) and external_key = \(key.name))
                    for update
                    """
                ).first
                guard let row else { return nil }
                let stored = TagDraft(
                    of: draft.of, slug: try row["slug"], name: try row["name"], about: try row["about"], picture: try row.picture,
                    isInternal: try row["is_internal"])
                previousSlug = stored.slug
                return Stored(id: try row["id"], version: try row["version"], draft: stored)
            },
            insert: { id, key in
                try await connection.query(
                    """
                    insert into blog.tags (
                        id, slug, name, about, picture_address, picture_alternative, picture_width, picture_height, is_internal,
                        external_system, external_key
                    ) values (
                        \(id), \(draft.slug), \(draft.name), \(draft.about), \(draft.picture?.address),
                        \(draft.picture?.alternative ?? ""), \(draft.picture?.width), \(draft.picture?.height), \(draft.isInternal),
                        \(key.system), \(key.name)
                    )
                    on conflict do nothing
                    """
                ).affected == 1
            },
            update: { stored in
                try await update(
                    """
                    update blog.tags
                    set slug = \(draft.slug), name = \(draft.name), about = \(draft.about), picture_address = \(draft.picture?.address),
                        picture_alternative = \(draft.picture?.alternative ?? ""), picture_width = \(draft.picture?.width),
                        picture_height = \(draft.picture?.height), is_internal = \(draft.isInternal),
                        updated_at = clock_timestamp(), version = version + 1
                    where id = \(stored.id)
                        and not exists (select from blog.tags other where other.slug = \(draft.slug) and other.id <> \(stored.id))
                    """, on: connection, slug: draft.slug, constraint: "tags_slug_key", orThrow: PublishingError.self)
            })
        guard saved.change != .unchanged else { return saved }
        try await record(.tagChanged, .tag(saved.id), saved.version, draft.name, draft.slug, previousSlug, in: transaction)
        return saved
    }

    package func save(_ draft: AuthorDraft, in transaction: borrowing Transaction) async throws -> Saved<Author> {
        let connection = try transaction.connection
        // Who has left meanwhile is not named again by what knew them before.
        let hasLeft = if let person = draft.person { try await !transaction.holds(person) } else { false }
        let draft = hasLeft ? draft.ofNobody : draft
        try checkName(draft.name, about: draft.about, picture: draft.picture)
        try check(draft.website, 0...2000, field: "website", orThrow: PublishingError.self)
        var previousSlug: Slug?
        let saved = try await SharedServices.save(
            draft, of: draft.of, slug: draft.slug, orThrow: PublishingError.self,
            find: { key in
                let row = try await connection.query(
                    """
                    select
                        id, version, slug, name, about, picture_address, picture_alternative, picture_width, picture_height, website,
                        person_id
                    from blog.authors
                    where id = \(key.id) or (external_system = \(key.system) and external_key = \(key.name))
                    for update
                    """
                ).first
                guard let row else { return nil }
                let stored = AuthorDraft(
                    of: draft.of, slug: try row["slug"], name: try row["name"], about: try row["about"], picture: try row.picture,
                    website: try row["website"], person: try row["person_id"])
                previousSlug = stored.slug
                return Stored(id: try row["id"], version: try row["version"], draft: stored)
            },
            insert: { id, key in
                try await connection.query(
                    """
                    insert into blog.authors (
                        id, slug, name, about, picture_address, picture_alternative, picture_width, picture_height, website, person_id,
                        external_system, external_key
                    ) values (
                        \(id), \(draft.slug), \(draft.name), \(draft.about), \(draft.picture?.address),
                        \(draft.picture?.alternative ?? ""), \(draft.picture?.width), \(draft.picture?.height), \(draft.website),
                        \(draft.person), \(key.system), \(key.name)
                    )
                    on conflict do nothing
                    """
                ).affected == 1
            },
            update: { stored in
                try await update(
                    """
                    update blog.authors
                    set slug = \(draft.slug), name = \(draft.name), about = \(draft.about), picture_address = \(draft.picture?.address),
                        picture_alternative = \(draft.picture?.alternative ?? ""), picture_width = \(draft.picture?.width),
                        picture_height = \(draft.picture?.height), website = \(draft.website), person_id = \(draft.person),
                        updated_at = clock_timestamp(), version = version + 1
                    where id = \(stored.id)
                        and not exists (select from blog.authors other where other.slug = \(draft.slug) and other.id <> \(stored.id))
                    """, on: connection, slug: draft.slug, constraint: "authors_slug_key", orThrow: PublishingError.self)
            })
        guard saved.change != .unchanged else { return saved }
        try await record(.authorChanged, .author(saved.id), saved.version, draft.name, draft.slug, previousSlug, in: transaction)
        return saved
    }

    private func checkName(_ name: String, about: String?, picture: Picture?) throws {
        let failure = PublishingError.self
        try check(name, 1...200, field: "name", orThrow: failure)
        try check(about, 0...10_000, field: "about", orThrow: failure)
        try check(picture?.address, 1...2000, field: "picture", orThrow: failure)
        try check(picture?.alternative, 0...2000, field: "picture", orThrow: failure)
    }

    private func record(
        _ kind: ActivityKind, _ object: ObjectReference, _ version: Version, _ name: String, _ slug: Slug, _ previous: Slug?,
        in transaction: borrowing Transaction
    ) async throws {
        let facts = ActivityFacts(title: name, slug: slug, previousSlug: previous == slug ? nil : previous)
        let news = NewActivity(kind: kind, object: object, version: version, visibility: .private, facts: facts)
        _ = try await activities.record(news, in: transaction)
    }
}
