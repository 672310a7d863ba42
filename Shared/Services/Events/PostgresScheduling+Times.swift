import Shared
import SharedPostgres

extension PostgresScheduling {
    /// Asks the database whether there are such a zone and such times in it, and answers the zone: `zone`, or else the calendar's. Throws
    /// `noSuchCalendar`, `unknownZone`, `noSuchTime`, `endsBeforeStart`.
    func judge(
        _ start: LocalTime, _ end: LocalTime, in zone: String?, of calendar: ID<EventCalendar>, on connection: PostgresConnection
    ) async throws -> String {
        let rows = try await connection.query(
            """
            select
                z.zone,
                events.is_zone(z.zone) as has_zone,
                case when events.is_zone(z.zone)
                    then (\(start)::timestamp at time zone z.zone) at time zone z.zone = \(start)::timestamp
                end as has_start,
                case when events.is_zone(z.zone)
                    then (\(end)::timestamp at time zone z.zone) at time zone z.zone = \(end)::timestamp
                end as has_end,
                case when events.is_zone(z.zone)
                    then \(end)::timestamp at time zone z.zone > \(start)::timestamp at time zone z.zone
                end as is_ordered
            from events.calendars c
            cross join lateral (select coalesce(\(zone)::text, c.zone) as zone) z
            where c.id = \(calendar)
            for share of c
            """)
        guard let row = rows.first else { throw SchedulingError.noSuchCalendar(calendar) }
        let zone: String = try row["zone"]
        guard try row["has_zone"] else { throw SchedulingError.unknownZone(zone) }
        guard try row["has_start"] else { throw SchedulingError.noSuchTime(start) }
        guard try row["has_end"] else { throw SchedulingError.noSuchTime(end) }
        guard try row["is_ordered"] else { throw SchedulingError.endsBeforeStart }
        return zone
    }

    /// Throws `unknownZone` unless `zone` is a name of the IANA database that this database knows.
    func check(zone: String, on connection: PostgresConnection) async throws {
        try SharedServices.check(zone, 1...100, field: "zone", orThrow: SchedulingError.self)
        let rows = try await connection.query("select events.is_zone(\(zone)::text) as has_zone")
        guard try rows.first?["has_zone"] == true else { throw SchedulingError.unknownZone(zone) }
    }
}
