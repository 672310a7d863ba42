package import Shared
package import SharedPostgres

/// ``Archives`` over PostgreSQL.
package struct PostgresArchives: Archives {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func months() async throws -> [MonthCount] {
        try await database.query(
            """
            select
                extract(year from published_at at time zone 'UTC')::integer as year,
                extract(month from published_at at time zone 'UTC')::integer as month, count(*) as posts
            from blog.posts
            where status = 'published' and kind = 'post'
            group by 1, 2
            order by 1 desc, 2 desc
            """
        ).compactMap { row in
            let posts: Int = try row["posts"]
            return Month(year: try row["year"], number: try row["month"]).map { MonthCount(month: $0, posts: posts) }
        }
    }

    package func posts(in month: Month, _ page: PageRequest) async throws -> Listing<PostSummary> {
        let first = "\(month)-01"
        let rows = try await database.query(
            """
            with span as (
                select
                    (\(first)::date)::timestamp at time zone 'UTC' as start,
                    (\(first)::date + interval '1 month')::timestamp at time zone 'UTC' as finish
            )
            select
                t.total, p.id, p.kind, p.slug, p.title, p.excerpt,
                p.picture_address, p.picture_alternative, p.picture_width, p.picture_height,
                p.published_at, p.updated_at, p.is_featured, p.access, p.version,
                p.tag_slugs, p.tag_names, p.author_slugs, p.author_names
            from (
                select count(*) as total from blog.posts, span
                where status = 'published' and kind = 'post' and published_at >= span.start and published_at < span.finish
            ) t
            left join lateral (
                select v.* from blog.published_posts v, span
                where v.kind = 'post' and v.published_at >= span.start and v.published_at < span.finish
                order by v.published_at desc, v.id desc limit \(page.size) offset \(page.offset)
            ) p on true
            order by p.published_at desc, p.id desc
            """)
        return try rows.listing(page, total: try rows.first?["total"] ?? 0, { try $0.postSummary })
    }

    package func surroundings(of post: ID<Post>) async throws -> PostSurroundings {
        async let beside = neighbours(of: post)
        async let writers = authors(of: post)
        async let others = related(to: post)
        let (older, newer) = try await beside
        return PostSurroundings(authors: try await writers, older: older, newer: newer, related: try await others)
    }

    package func authors() async throws -> [AuthorCount] {
        try await database.query(
            """
            select
                a.id, a.slug, a.name, a.about, a.picture_address, a.picture_alternative, a.picture_width, a.picture_height,
                a.website, a.person_id, a.version, count(*) as posts
            from blog.authors a
            join blog.post_authors x on x.author_id = a.id
            join blog.posts p on p.id = x.post_id and p.status = 'published' and p.kind = 'post'
            group by a.id
            order by lower(a.name), a.id
            """
        ).map { row in AuthorCount(author: try row.author, posts: try row["posts"]) }
    }

    private func neighbours(of post: ID<Post>) async throws -> (older: NamedSlug?, newer: NamedSlug?) {
        let rows = try await database.query(
            """
            select
                o.slug as older_slug, o.title as older_title, n.slug as newer_slug, n.title as newer_title
            from blog.posts p
            left join lateral (
                select slug, title from blog.posts
                where status = 'published' and kind = 'post' and (published_at, id) < (p.published_at, p.id)
                order by published_at desc, id desc limit 1
            ) o on p.kind = 'post'
            left join lateral (
                select slug, title from blog.posts
                where status = 'published' and kind = 'post' and (published_at, id) > (p.published_at, p.id)
                order by published_at, id limit 1
            ) n on p.kind = 'post'
            where p.id = \(post)
            """, on: .lane)
        guard let row = rows.first else { return (nil, nil) }
        return (try row.namedSlug("older_slug", "older_title"), try row.namedSlug("newer_slug", "newer_title"))
    }

    private func authors(of post: ID<Post>) async throws -> [Author] {
        try await database.query(
            """
            select
                a.id, a.slug, a.name, a.about, a.picture_address, a.picture_alternative, a.picture_width, a.picture_height,
                a.website, a.person_id, a.version
            from blog.post_authors x
            join blog.authors a on a.id = x.author_id
            where x.post_id = \(post)
            order by x.position
            """, on: .lane
        ).map { try $0.author }
    }

    private func related(to post: ID<Post>) async throws -> [PostSummary] {
        try await database.query(
            """
            select
                p.id, p.kind, p.slug, p.title, p.excerpt, p.picture_address, p.picture_alternative, p.picture_width, p.picture_height,
                p.published_at, p.updated_at, p.is_featured, p.access, p.version,
                p.tag_slugs, p.tag_names, p.author_slugs, p.author_names
            from (
                select o.post_id, count(*) as shared
                from blog.post_tags t
                join blog.tags g on g.id = t.tag_id and not g.is_internal
                join blog.post_tags o on o.tag_id = t.tag_id and o.post_id <> t.post_id
                where t.post_id = \(post)
                group by o.post_id
            ) s
            join blog.published_posts p on p.id = s.post_id and p.kind = 'post'
            order by s.shared desc, p.published_at desc, p.id desc
            limit 3
            """
        ).map { try $0.postSummary }
    }
}
