import Shared
import SharedPostgres

extension PostgresSearch {
    /// What is coming stands before what was: what the words are the title of, then the nearest in time.
    static func entries(_ request: SearchRequest, on connection: PostgresConnection) async throws -> Listing<EntryHit> {
        let (words, page) = (request.words, request.page)
        return try await connection.query(
            """
            with wanted as materialized (select public.search_query(\(words.whole), \(words.beginning)) as query),
            found as materialized (
                select
                    e.id, e.starts_at, e.ends_at <= \(request.moment) as is_over,
                    ts_rank('{0, 0, 0, 1}', e.search, w.query) > 0 as is_titled
                from wanted w join events.entries e on e.search @@ w.query
            ),
            shown as (
                select * from found
                order by is_over, is_titled desc, case when not is_over then starts_at end, starts_at desc, id
                limit \(page.size) offset \(page.offset)
            )
            select
                (select count(*) from found) as total, e.id, c.slug as calendar_slug, c.name as calendar_name,
                public.marked(e.title, w.query, 'HighlightAll=true') as title,
                public.marked(e.place, w.query, 'HighlightAll=true') as place,
                case when \(request.isBrief) then '' else coalesce(
                    public.excerpt(public.shown_text(left(e.about, 20000)), \(request.near), w.query), ''
                ) end as excerpt,
                to_char(e.local_start, 'YYYY-MM-DD"T"HH24:MI') as local_start, to_char(e.local_end, 'YYYY-MM-DD"T"HH24:MI') as local_end,
                e.zone, e.starts_at, e.status, s.is_over
            from shown s
            join events.entries e on e.id = s.id
            join events.calendars c on c.id = e.calendar_id
            cross join wanted w
            order by s.is_over, s.is_titled desc, case when not s.is_over then s.starts_at end, s.starts_at desc, s.id
            """
        ).found(page) { row in
            let place: String? = try row["place"]
            return EntryHit(
                id: try row["id"], calendar: NamedSlug(slug: try row["calendar_slug"], name: try row["calendar_name"]),
                title: try row.marked("title"), place: place.map { MarkedText($0) }, excerpt: try row.marked("excerpt"),
                start: try row["local_start"], end: try row["local_end"], zone: try row["zone"], startsAt: try row["starts_at"],
                status: try row["status"], isOver: try row["is_over"])
        }
    }
}
