package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Calendars`` over PostgreSQL.
package struct PostgresCalendars: Calendars {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func all() async throws -> [CalendarSummary] {
        try await database.query("select id, slug, name, about, version from events.calendars order by lower(name), id")
            .map(Self.summary)
    }

    package func calendars(in container: ID<Post>) async throws -> [CalendarSummary] {
        try await database.query(
            """
            select id, slug, name, about, version from events.calendars where container_id = \(container) order by lower(name), id
            """
        ).map(Self.summary)
    }

    package func calendar(_ slug: Slug, after moment: Date, _ page: PageRequest) async throws -> CalendarDetail? {
        let rows = try await database.query(
            """
            select
                c.id as calendar_id, c.slug as calendar_slug, c.name as calendar_name, c.about as calendar_about,
                c.container_id, c.zone as calendar_zone, c.version as calendar_version,
                t.total,
                e.id, e.title, e.place, e.zone, e.starts_at, e.ends_at, e.status, e.version,
                to_char(e.local_start, 'YYYY-MM-DD"T"HH24:MI') as local_start, to_char(e.local_end, 'YYYY-MM-DD"T"HH24:MI') as local_end
            from events.calendars c
            cross join lateral (
                select count(*) as total from events.entries n where n.calendar_id = c.id and n.ends_at > \(moment)
            ) t
            left join lateral (
                select * from events.entries n where n.calendar_id = c.id and n.ends_at > \(moment)
                order by n.starts_at, n.id limit \(page.size) offset \(page.offset)
            ) e on true
            where c.slug = \(slug)
            order by e.starts_at, e.id
            """)
        guard let row = rows.first else { return nil }
        let calendar = EventCalendar(
            id: try row["calendar_id"], slug: try row["calendar_slug"], name: try row["calendar_name"], about: try row["calendar_about"],
            container: try row["container_id"], zone: try row["calendar_zone"], version: try row["calendar_version"])
        return CalendarDetail(calendar: calendar, entries: try rows.listing(page, total: try row["total"], Self.entrySummary))
    }

    package func entry(_ id: ID<Entry>) async throws -> EntryDetail? {
        let row = try await database.query(
            """
            select
                e.id, e.calendar_id, e.title, e.about, e.place, e.zone, e.starts_at, e.ends_at, e.status, e.version,
                to_char(e.local_start, 'YYYY-MM-DD"T"HH24:MI') as local_start, to_char(e.local_end, 'YYYY-MM-DD"T"HH24:MI') as local_end,
                c.slug as calendar_slug, c.name as calendar_name
            from events.entries e
            join events.calendars c on c.id = e.calendar_id
            where e.id = \(id)
            """, on: .lane
        ).first
        guard let row else { return nil }
        let entry = Entry(
            id: try row["id"], calendar: try row["calendar_id"], title: try row["title"], about: try row["about"], place: try row["place"],
            start: try row["local_start"], end: try row["local_end"], zone: try row["zone"], startsAt: try row["starts_at"],
            endsAt: try row["ends_at"], status: try row["status"], version: try row["version"])
        return EntryDetail(entry: entry, calendar: NamedSlug(slug: try row["calendar_slug"], name: try row["calendar_name"]))
    }

    package func upcoming(after moment: Date, in container: ID<Post>?, limit: Int) async throws -> [EntrySummary] {
        try await database.query(
            """
            select
                e.id, e.title, e.place, e.zone, e.starts_at, e.ends_at, e.status, e.version,
                to_char(e.local_start, 'YYYY-MM-DD"T"HH24:MI') as local_start, to_char(e.local_end, 'YYYY-MM-DD"T"HH24:MI') as local_end,
                c.slug as calendar_slug, c.name as calendar_name
            from events.entries e
            join events.calendars c on c.id = e.calendar_id
            where e.ends_at > \(moment) and (\(container)::uuid is null or c.container_id = \(container))
            order by e.starts_at, e.id
            limit \(max(0, limit))
            """
        ).map(Self.entrySummary)
    }

    private static func summary(_ row: PostgresRow) throws -> CalendarSummary {
        CalendarSummary(
            id: try row["id"], slug: try row["slug"], name: try row["name"], about: try row["about"], version: try row["version"])
    }

    private static func entrySummary(_ row: PostgresRow) throws -> EntrySummary {
        EntrySummary(
            id: try row["id"], calendar: NamedSlug(slug: try row["calendar_slug"], name: try row["calendar_name"]),
            title: try row["title"], place: try row["place"], start: try row["local_start"], end: try row["local_end"],
            zone: try row["zone"], startsAt: try row["starts_at"], endsAt: try row["ends_at"], status: try row["status"],
            version: try row["version"])
    }
}
