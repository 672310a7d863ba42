package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Calendars`` over PostgreSQL.
package struct PostgresCalendars: Calendars {
    let database: Database
    package init(_ database: Database) { self.database = database }

    package func all() async throws -> [CalendarSummary] {
        try await database.query(
            """
            select id, slug, name, about, accent, picture_address, picture_alternative, picture_width, picture_height, version
            from events.calendars order by lower(name), id
            """
        ).map { try $0.calendarSummary }
    }

    package func calendars(in container: ID<Post>) async throws -> [CalendarSummary] {
        try await database.query(
            """
            select id, slug, name, about, accent, picture_address, picture_alternative, picture_width, picture_height, version
            from events.calendars where container_id = \(container) order by lower(name), id
            """
        ).map { try $0.calendarSummary }
    }

    package func upcoming(after moment: Date, in container: ID<Post>?, limit: Int) async throws -> [EntrySummary] {
        try await database.query(
            """
            select
                e.id, e.title, e.place, e.zone, e.starts_at, e.ends_at, e.status, e.version,
                e.picture_address, e.picture_alternative, e.picture_width, e.picture_height,
                to_char(e.local_start, 'YYYY-MM-DD"T"HH24:MI') as local_start, to_char(e.local_end, 'YYYY-MM-DD"T"HH24:MI') as local_end,
                c.slug as mark_slug, c.name as mark_name, c.accent as mark_accent
            from events.entries e
            join events.calendars c on c.id = e.calendar_id
            where e.ends_at > \(moment) and (\(container)::uuid is null or c.container_id = \(container))
            order by e.starts_at, e.id
            limit \(max(0, limit))
            """
        ).map { try $0.entrySummary }
    }

    package func coming(in calendar: Slug?, after moment: Date, _ page: PageRequest) async throws -> ComingListing? {
        let rows = try await database.query(
            """
            with chosen as (
                select id from events.calendars where \(calendar)::text is null or slug = \(calendar)
            ), site as (
                select
                    array_agg(slug::text order by lower(name), id) as mark_slugs, array_agg(name order by lower(name), id) as mark_names,
                    array_agg(accent order by lower(name), id) as mark_accents,
                    coalesce(mode() within group (order by zone), 'UTC') as zone
                from events.calendars
            )
            select
                coalesce(s.mark_slugs, '{}') as mark_slugs, coalesce(s.mark_names, '{}') as mark_names,
                coalesce(s.mark_accents, '{}') as mark_accents,
                to_char(\(moment)::timestamptz at time zone coalesce(c.zone, s.zone), 'YYYY-MM-DD') as today, t.total,
                c.id as calendar_id, c.slug as calendar_slug, c.name as calendar_name, c.about as calendar_about, c.container_id,
                c.zone as calendar_zone, c.accent as calendar_accent, c.version as calendar_version,
                c.picture_address as calendar_picture_address, c.picture_alternative as calendar_picture_alternative,
                c.picture_width as calendar_picture_width, c.picture_height as calendar_picture_height,
                e.id, e.title, e.place, e.zone, e.starts_at, e.ends_at, e.status, e.version,
                e.picture_address, e.picture_alternative, e.picture_width, e.picture_height,
                to_char(e.local_start, 'YYYY-MM-DD"T"HH24:MI') as local_start, to_char(e.local_end, 'YYYY-MM-DD"T"HH24:MI') as local_end,
                m.slug as mark_slug, m.name as mark_name, m.accent as mark_accent
            from site s
            left join events.calendars c on c.slug = \(calendar)
            cross join lateral (
                select count(*) as total from chosen h join events.entries n on n.calendar_id = h.id where n.ends_at > \(moment)
            ) t
            left join lateral (
                select n.* from chosen h join events.entries n on n.calendar_id = h.id where n.ends_at > \(moment)
                order by n.starts_at, n.id limit \(page.size) offset \(page.offset)
            ) e on true
            left join events.calendars m on m.id = e.calendar_id
            where \(calendar)::text is null or c.id is not null
            order by e.starts_at, e.id
            """)
        guard let row = rows.first else { return nil }
        return ComingListing(
            calendars: try row.calendarMarks, calendar: try row.eventCalendar,
            entries: try rows.listing(page, total: try row["total"]) { try $0.entrySummary }, today: try row["today"])
    }

    package func entry(_ id: ID<Entry>) async throws -> EntryDetail? {
        let row = try await database.query(
            """
            select
                e.id, e.calendar_id, e.title, e.about, e.place, e.zone, e.starts_at, e.ends_at, e.status, e.version, e.updated_at,
                e.picture_address, e.picture_alternative, e.picture_width, e.picture_height,
                to_char(e.local_start, 'YYYY-MM-DD"T"HH24:MI') as local_start, to_char(e.local_end, 'YYYY-MM-DD"T"HH24:MI') as local_end,
                c.slug as mark_slug, c.name as mark_name, c.accent as mark_accent,
                (select mode() within group (order by o.zone) from events.calendars o) as site_zone,
                b.id as earlier_id, b.title as earlier_title, b.status as earlier_status,
                to_char(b.local_start, 'YYYY-MM-DD"T"HH24:MI') as earlier_start,
                a.id as later_id, a.title as later_title, a.status as later_status,
                to_char(a.local_start, 'YYYY-MM-DD"T"HH24:MI') as later_start
            from events.entries e
            join events.calendars c on c.id = e.calendar_id
            left join lateral (
                select n.id, n.title, n.status, n.local_start from events.entries n
                where n.calendar_id = e.calendar_id and (n.starts_at, n.id) < (e.starts_at, e.id)
                order by n.starts_at desc, n.id desc limit 1
            ) b on true
            left join lateral (
                select n.id, n.title, n.status, n.local_start from events.entries n
                where n.calendar_id = e.calendar_id and (n.starts_at, n.id) > (e.starts_at, e.id)
                order by n.starts_at, n.id limit 1
            ) a on true
            where e.id = \(id)
            """, on: .lane
        ).first
        guard let row else { return nil }
        return EntryDetail(
            entry: try row.entry(of: row["calendar_id"]), calendar: try row.calendarMark, siteZone: try row["site_zone"],
            updatedAt: try row["updated_at"],
            earlier: try row.neighbour("earlier_"), later: try row.neighbour("later_"))
    }
}

extension PostgresRow {
    fileprivate func neighbour(_ prefix: String) throws -> EntryNeighbour? {
        guard let id: ID<Entry> = try self[prefix + "id"] else { return nil }
        return EntryNeighbour(
            id: id, title: try self[prefix + "title"], start: try self[prefix + "start"], status: try self[prefix + "status"])
    }
}
