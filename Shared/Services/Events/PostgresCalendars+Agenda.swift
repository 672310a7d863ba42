package import FoundationEssentials
package import Shared
import SharedPostgres

extension PostgresCalendars {
    package func agenda(
        of calendar: Slug?, on days: ClosedRange<Day>, limit: Int, at moment: Date
    ) async throws -> Agenda? {
        let (first, last) = (days.lowerBound, days.upperBound)
        // The days are sent one by one: a planner that takes a series for a thousand of them reads all entries, and compiles the statement
        // for 400 ms; of 60,000 entries a month is found in 2 ms like this.
        let rows = try await database.query(
            """
            with chosen as (
                select * from events.calendars where \(calendar)::text is null or slug = \(calendar)
            ), site as (
                select
                    array_agg(slug::text order by lower(name), id) as mark_slugs, array_agg(name order by lower(name), id) as mark_names,
                    array_agg(accent order by lower(name), id) as mark_accents,
                    coalesce((select c.zone from chosen c where c.slug = \(calendar)), mode() within group (order by zone), 'UTC') as zone
                from events.calendars
            ), known as (
                select min(k.first) as first, max(k.last) as last
                from chosen c
                cross join lateral (
                    select
                        (select e.ends_at from events.entries e where e.calendar_id = c.id order by e.ends_at limit 1) as first,
                        (select e.ends_at from events.entries e where e.calendar_id = c.id order by e.ends_at desc limit 1) as last
                ) k
            ), numbered as (
                select
                    e.id, d.day, count(*) over (partition by d.day) as total,
                    row_number() over (partition by d.day order by e.local_start, e.id) as place
                from unnest(\(Array(days))::text[]::date[]) as d (day)
                join events.entries e on tsrange(e.local_start, e.local_end) && tsrange(d.day::timestamp, d.day + interval '1 day')
                where d.day <= events.last_day(e.local_start, e.local_end)
                    and (\(calendar)::text is null or e.calendar_id = (select c.id from chosen c))
            )
            select
                coalesce(s.mark_slugs, '{}') as mark_slugs, coalesce(s.mark_names, '{}') as mark_names,
                coalesce(s.mark_accents, '{}') as mark_accents, s.zone as site_zone,
                to_char(\(moment)::timestamptz at time zone s.zone, 'YYYY-MM-DD') as today,
                to_char(k.first at time zone s.zone, 'YYYY-MM-DD') as known_first, to_char(k.last at time zone s.zone, 'YYYY-MM-DD') as known_last,
                (extract(epoch from (\(last)::date + interval '1 day' - \(first)::date::timestamp)
                    - (((\(last)::date + interval '1 day') at time zone s.zone) - (\(first)::date::timestamp at time zone s.zone))) / 60)::integer
                    as clock_change,
                to_char(n.day, 'YYYY-MM-DD') as day, n.total,
                e.id, e.title, e.place, e.zone, e.starts_at, e.ends_at, e.status, e.version,
                e.picture_address, e.picture_alternative, e.picture_width, e.picture_height,
                to_char(e.local_start, 'YYYY-MM-DD"T"HH24:MI') as local_start, to_char(e.local_end, 'YYYY-MM-DD"T"HH24:MI') as local_end,
                m.slug as mark_slug, m.name as mark_name, m.accent as mark_accent
            from site s
            cross join known k
            left join numbered n on n.place <= \(max(1, limit))
            left join lateral (select * from events.entries x where x.id = n.id limit 1) e on true
            left join events.calendars m on m.id = e.calendar_id
            where \(calendar)::text is null or exists (select from chosen)
            order by n.day, n.place
            """)
        guard let row = rows.first else { return nil }
        let marks = try row.calendarMarks
        return Agenda(
            calendars: marks, calendar: marks.first { $0.slug == calendar }, days: try agendaDays(rows), today: try row["today"],
            zone: try row["site_zone"], known: try known(row), clockChange: try row["clock_change"])
    }

    /// The rows of each day stand together.
    private func agendaDays(_ rows: PostgresRows) throws -> [AgendaDay] {
        var days: [AgendaDay] = []
        var entries: [EntrySummary] = []
        var (last, total): (Day?, Int) = (nil, 0)
        for row in rows {
            guard let day: Day = try row["day"] else { continue }
            if let last, last != day {
                days.append(AgendaDay(day: last, entries: entries, total: total))
                entries = []
            }
            entries.append(try row.entrySummary)
            (last, total) = (day, try row["total"])
        }
        if let last { days.append(AgendaDay(day: last, entries: entries, total: total)) }
        return days
    }

    private func known(_ row: PostgresRow) throws -> ClosedRange<Day>? {
        guard let first: Day = try row["known_first"], let last: Day = try row["known_last"] else { return nil }
        return first...max(first, last)
    }
}
