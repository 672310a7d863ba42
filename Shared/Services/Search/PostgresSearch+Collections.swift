import Shared
import SharedPostgres

extension CollectionHit.Kind: PostgresCodable {}

extension PostgresSearch {
    /// A tag or an author of whom nothing is published yet is not there: their names would tell of what is to come.
    static func collections(_ request: SearchRequest, on connection: PostgresConnection) async throws -> Listing<CollectionHit> {
        let (words, page) = (request.words, request.page)
        return try await connection.query(
            """
            with wanted as materialized (select public.search_query(\(words.whole), \(words.beginning)) as query),
            found as materialized (
                select 'tag' as kind, t.slug, t.name, ts_rank(t.search, w.query) as rank
                from wanted w join blog.tags t on t.search @@ w.query and not t.is_internal
                where exists (
                    select from blog.post_tags pt join blog.posts p on p.id = pt.post_id
                    where pt.tag_id = t.id and p.status = 'published'
                )
                union all
                select 'author', a.slug, a.name, ts_rank(a.search, w.query)
                from wanted w join blog.authors a on a.search @@ w.query
                where exists (
                    select from blog.post_authors pa join blog.posts p on p.id = pa.post_id
                    where pa.author_id = a.id and p.status = 'published'
                )
                union all
                select 'producer', r.slug, r.name, ts_rank(r.search, w.query)
                from wanted w join market.producers r on r.search @@ w.query
                union all
                select 'market', m.slug, m.name, ts_rank(m.search, w.query)
                from wanted w join market.markets m on m.search @@ w.query
                union all
                select 'calendar', c.slug, c.name, ts_rank(c.search, w.query)
                from wanted w join events.calendars c on c.search @@ w.query
            )
            select
                (select count(*) from found) as total, n.kind, n.slug, public.marked(n.name, w.query, 'HighlightAll=true') as name
            from (select * from found order by rank desc, name, kind, slug limit \(page.size) offset \(page.offset)) n
            cross join wanted w
            order by n.rank desc, n.name, n.kind, n.slug
            """
        ).found(page) { row in
            CollectionHit(kind: try row["kind"], slug: try row["slug"], name: try row.marked("name"))
        }
    }
}
