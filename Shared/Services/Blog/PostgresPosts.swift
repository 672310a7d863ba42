package import Shared
package import SharedPostgres

/// ``Posts`` over PostgreSQL.
package struct PostgresPosts: Posts {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func find(_ slug: Slug) async throws -> PostLookup {
        let rows = try await database.query(
            """
            select
                id, kind, slug, title, excerpt, body, picture_address, picture_alternative, picture_width, picture_height,
                published_at, updated_at, is_featured, access, meta_title, meta_description, canonical_address, social_picture_address,
                version, tag_slugs, tag_names, author_slugs, author_names, picture_caption
            from blog.published_posts
            where id = coalesce(
                (select p.id from blog.posts p where p.slug = \(slug)),
                (select f.post_id from blog.former_slugs f where f.slug = \(slug))
            )
            """, on: .lane)
        guard let row = rows.first else { return .missing }
        let summary = try row.postSummary
        guard summary.slug == slug else { return .moved(to: summary.slug) }
        return .found(
            PostDetail(
                summary: summary, body: try row["body"], metadata: try row.postMetadata, pictureCaption: try row["picture_caption"]))
    }

    package func latest(_ page: PageRequest) async throws -> Listing<PostSummary> {
        let rows = try await database.query(
            """
            select
                t.total, p.id, p.kind, p.slug, p.title, p.excerpt,
                p.picture_address, p.picture_alternative, p.picture_width, p.picture_height,
                p.published_at, p.updated_at, p.is_featured, p.access, p.version,
                p.tag_slugs, p.tag_names, p.author_slugs, p.author_names
            from (select count(*) as total from blog.posts where status = 'published' and kind = 'post') t
            left join lateral (
                select * from blog.published_posts where kind = 'post'
                order by published_at desc, id desc limit \(page.size) offset \(page.offset)
            ) p on true
            order by p.published_at desc, p.id desc
            """)
        return try rows.listing(page, total: try rows.first?["total"] ?? 0, { try $0.postSummary })
    }

    package func tagged(_ tag: Slug, _ page: PageRequest) async throws -> TagDetail? {
        let rows = try await database.query(
            """
            select
                t.id as tag_id, t.slug as tag_slug, t.name as tag_name, t.about as tag_about,
                t.picture_address as tag_picture_address, t.picture_alternative as tag_picture_alternative,
                t.picture_width as tag_picture_width, t.picture_height as tag_picture_height, t.version as tag_version,
                n.total,
                p.id, p.kind, p.slug, p.title, p.excerpt,
                p.picture_address, p.picture_alternative, p.picture_width, p.picture_height,
                p.published_at, p.updated_at, p.is_featured, p.access, p.version,
                p.tag_slugs, p.tag_names, p.author_slugs, p.author_names
            from blog.tags t
            cross join lateral (
                select count(*) as total from blog.post_tags c join blog.posts q on q.id = c.post_id
                where c.tag_id = t.id and q.status = 'published' and q.kind = 'post'
            ) n
            left join lateral (
                select v.* from blog.post_tags x join blog.published_posts v on v.id = x.post_id
                where x.tag_id = t.id and v.kind = 'post'
                order by v.published_at desc, v.id desc limit \(page.size) offset \(page.offset)
            ) p on true
            where t.slug = \(tag) and not t.is_internal
            order by p.published_at desc, p.id desc
            """)
        guard let row = rows.first else { return nil }
        let tag = Tag(
            id: try row["tag_id"], slug: try row["tag_slug"], name: try row["tag_name"], about: try row["tag_about"],
            picture: try row.picture("tag_"), isInternal: false, version: try row["tag_version"])
        return TagDetail(tag: tag, posts: try rows.listing(page, total: try row["total"], { try $0.postSummary }))
    }

    package func written(by author: Slug, _ page: PageRequest) async throws -> AuthorDetail? {
        let rows = try await database.query(
            """
            select
                a.id as author_id, a.slug as author_slug, a.name as author_name, a.about as author_about,
                a.picture_address as author_picture_address, a.picture_alternative as author_picture_alternative,
                a.picture_width as author_picture_width, a.picture_height as author_picture_height,
                a.website, a.person_id, a.version as author_version,
                n.total,
                p.id, p.kind, p.slug, p.title, p.excerpt,
                p.picture_address, p.picture_alternative, p.picture_width, p.picture_height,
                p.published_at, p.updated_at, p.is_featured, p.access, p.version,
                p.tag_slugs, p.tag_names, p.author_slugs, p.author_names
            from blog.authors a
            cross join lateral (
                select count(*) as total from blog.post_authors c join blog.posts q on q.id = c.post_id
                where c.author_id = a.id and q.status = 'published' and q.kind = 'post'
            ) n
            left join lateral (
                select v.* from blog.post_authors x join blog.published_posts v on v.id = x.post_id
                where x.author_id = a.id and v.kind = 'post'
                order by v.published_at desc, v.id desc limit \(page.size) offset \(page.offset)
            ) p on true
            where a.slug = \(author)
            order by p.published_at desc, p.id desc
            """)
        guard let row = rows.first else { return nil }
        let author = Author(
            id: try row["author_id"], slug: try row["author_slug"], name: try row["author_name"], about: try row["author_about"],
            picture: try row.picture("author_"), website: try row["website"], person: try row["person_id"],
            version: try row["author_version"])
        return AuthorDetail(author: author, posts: try rows.listing(page, total: try row["total"], { try $0.postSummary }))
    }

    package func summary(of post: ID<Post>) async throws -> PostSummary? {
        try await database.query(
            """
            select
                id, kind, slug, title, excerpt, picture_address, picture_alternative, picture_width, picture_height,
                published_at, updated_at, is_featured, access, version, tag_slugs, tag_names, author_slugs, author_names
            from blog.published_posts
            where id = \(post)
            """, on: .lane
        ).first?.postSummary
    }

    package func tags() async throws -> [TagCount] {
        try await database.query(
            """
            select t.slug, t.name, count(*) as posts
            from blog.tags t
            join blog.post_tags x on x.tag_id = t.id
            join blog.posts p on p.id = x.post_id and p.status = 'published' and p.kind = 'post'
            where not t.is_internal
            group by t.id
            order by lower(t.name), t.id
            """
        ).map { row in TagCount(tag: NamedSlug(slug: try row["slug"], name: try row["name"]), posts: try row["posts"]) }
    }
}
