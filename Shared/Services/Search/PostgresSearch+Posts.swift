import Shared
import SharedPostgres

extension PostgresSearch {
    /// Posts, pages or both. First all by their titles, then the best of these by all they say: to read ten thousand whole vectors would
    /// take a quarter of a second.
    static func posts(_ kinds: [Post.Kind], _ request: SearchRequest, on connection: PostgresConnection) async throws -> [Listing<PostHit>]
    {
        let (words, page) = (request.words, request.page)
        let rows = try await connection.query(
            """
            with wanted as materialized (select public.search_query(\(words.whole), \(words.beginning)) as query),
            found as materialized (
                select m.id, m.kind, m.published_at, m.rank from wanted w cross join lateral blog.matching_posts(w.query) m
            ),
            near as materialized (
                select f.id, f.kind, f.published_at, ts_rank(p.search, w.query) as rank
                from unnest(\(kinds)::text[]) k (kind)
                cross join wanted w
                cross join lateral (
                    select * from found where found.kind = k.kind order by rank desc, published_at desc, id limit \(request.reach)
                ) f
                join blog.posts p on p.id = f.id
            )
            select
                (select count(*) from found where found.kind = n.kind) as total,
                p.kind, p.slug, public.marked(p.title, w.query, 'HighlightAll=true') as title,
                case when \(request.isBrief) then '' else coalesce(
                    public.excerpt(case when p.access = 'everyone' then left(b.plain_text, 100000) end, \(request.near), w.query),
                    public.marked(p.excerpt, w.query, 'HighlightAll=true')
                ) end as excerpt,
                p.picture_address, p.picture_alternative, p.picture_width, p.picture_height, p.published_at, p.access
            from unnest(\(kinds)::text[]) k (kind)
            cross join wanted w
            cross join lateral (
                select * from near where near.kind = k.kind
                order by rank desc, published_at desc, id limit \(page.size) offset \(page.offset)
            ) n
            join blog.published_posts p on p.id = n.id
            join blog.posts b on b.id = n.id
            order by n.kind, n.rank desc, n.published_at desc, n.id
            """)
        return try kinds.map { kind in
            let own = try rows.filter { try $0["kind"] == kind }
            return Listing(items: try own.map(hit), total: try own.first?["total"] ?? 0, page: page)
        }
    }

    private static func hit(_ row: PostgresRow) throws -> PostHit {
        PostHit(
            kind: try row["kind"], slug: try row["slug"], title: try row.marked("title"), excerpt: try row.marked("excerpt"),
            picture: try row.picture, publishedAt: try row["published_at"], access: try row["access"])
    }
}
