package import FoundationEssentials
package import Shared
import SharedPostgres

extension PostgresCalendars {
    package func feed(of calendar: Slug?, after moment: Date, limit: Int) async throws -> CalendarFeed? {
        let rows = try await database.query(
            """
            with chosen as (
                select id from events.calendars where \(calendar)::text is null or slug = \(calendar)
            )
            select
                c.id as calendar_id, c.slug as calendar_slug, c.name as calendar_name, c.about as calendar_about, c.container_id,
                c.zone as calendar_zone, c.accent as calendar_accent, c.version as calendar_version,
                c.picture_address as calendar_picture_address, c.picture_alternative as calendar_picture_alternative,
                c.picture_width as calendar_picture_width, c.picture_height as calendar_picture_height,
                e.id, m.id as entry_calendar_id, m.name as entry_calendar_name,
                e.title, e.about, e.place, e.zone, e.starts_at, e.ends_at, e.status, e.version, e.updated_at,
                e.picture_address, e.picture_alternative, e.picture_width, e.picture_height,
                to_char(e.local_start, 'YYYY-MM-DD"T"HH24:MI') as local_start, to_char(e.local_end, 'YYYY-MM-DD"T"HH24:MI') as local_end
            from (select) as one
            left join events.calendars c on c.slug = \(calendar)
            left join lateral (
                select n.* from chosen h join events.entries n on n.calendar_id = h.id where n.ends_at > \(moment)
                order by n.starts_at, n.id limit \(max(0, limit))
            ) e on true
            left join events.calendars m on m.id = e.calendar_id
            where \(calendar)::text is null or c.id is not null
            order by e.starts_at, e.id
            """)
        guard let row = rows.first else { return nil }
        return CalendarFeed(
            calendar: try row.eventCalendar,
            entries: try rows.compactMap { row in
                let id: ID<Entry>? = try row["id"]
                guard id != nil else { return nil }
                return FeedEntry(
                    entry: try row.entry(of: row["entry_calendar_id"]), calendar: try row["entry_calendar_name"],
                    updatedAt: try row["updated_at"])
            })
    }
}
