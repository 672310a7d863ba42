package import Shared
import SharedPostgres

/// ``Scheduling`` over PostgreSQL.
package struct PostgresScheduling: Scheduling {
    let activities: any Activities

    /// Records what changes with `activities`.
    package init(recording activities: any Activities) { self.activities = activities }

    package func move(
        _ entry: ID<Entry>, to start: LocalTime, until end: LocalTime, in transaction: borrowing Transaction
    ) async throws -> Change {
        let connection = try transaction.connection
        let old = try await lock(entry, on: connection)
        guard old.status != .cancelled else { throw SchedulingError.isCancelled }
        _ = try await judge(start, end, in: old.zone, of: old.calendar, on: connection)
        guard old.start != start || old.end != end else { return .unchanged }
        let rows = try await connection.query(
            """
            update events.entries
            set local_start = \(start)::timestamp, local_end = \(end)::timestamp, updated_at = clock_timestamp(), version = version + 1
            where id = \(entry)
            returning version
            """)
        try await record(.entryMoved, entry, rows, old.title, [old.calendar], in: transaction)
        return .updated
    }

    package func cancel(_ entry: ID<Entry>, in transaction: borrowing Transaction) async throws -> Change {
        let connection = try transaction.connection
        let old = try await lock(entry, on: connection)
        guard old.status.mayBecome(.cancelled), old.status != .cancelled else { return .unchanged }
        let rows = try await connection.query(
            """
            update events.entries set status = 'cancelled', updated_at = clock_timestamp(), version = version + 1 where id = \(entry)
            returning version
            """)
        try await record(.entryCancelled, entry, rows, old.title, [old.calendar], in: transaction)
        return .updated
    }

    package func calendar(_ slug: Slug, in transaction: borrowing Transaction) async throws -> ID<EventCalendar>? {
        try await transaction.connection.query("select id from events.calendars where slug = \(slug)").first?["id"]
    }

    /// An entry as far as its time goes.
    private struct Locked {
        let calendar: ID<EventCalendar>
        let title: String
        let zone: String
        let start: LocalTime
        let end: LocalTime
        let status: EntryStatus
    }

    private func lock(_ entry: ID<Entry>, on connection: PostgresConnection) async throws -> Locked {
        let rows = try await connection.query(
            """
            select
                calendar_id, title, zone, status,
                to_char(local_start, 'YYYY-MM-DD"T"HH24:MI') as local_start, to_char(local_end, 'YYYY-MM-DD"T"HH24:MI') as local_end
            from events.entries where id = \(entry) for update
            """)
        guard let row = rows.first else { throw SchedulingError.notFound }
        return Locked(
            calendar: try row["calendar_id"], title: try row["title"], zone: try row["zone"], start: try row["local_start"],
            end: try row["local_end"], status: try row["status"])
    }

    private func record(
        _ kind: ActivityKind, _ entry: ID<Entry>, _ rows: PostgresRows, _ title: String, _ calendars: [ID<EventCalendar>],
        in transaction: borrowing Transaction
    ) async throws {
        guard let row = rows.first else { throw SchedulingError.notFound }
        try await record(kind, entry, try row["version"], title, calendars, in: transaction)
    }

    /// Records what happened to an entry, with the calendars that show it and the pages that hold those.
    func record(
        _ kind: ActivityKind, _ entry: ID<Entry>, _ version: Version, _ title: String, _ calendars: [ID<EventCalendar>],
        in transaction: borrowing Transaction
    ) async throws {
        let pages = try await transaction.connection.query(
            "select distinct container_id from events.calendars where id = any(\(calendars)) and container_id is not null")
        let related = calendars.map(ObjectReference.calendar) + (try pages.map { .post(try $0["container_id"]) })
        let facts = ActivityFacts(title: title, related: related)
        let news = NewActivity(kind: kind, object: .entry(entry), version: version, visibility: .public, facts: facts)
        _ = try await activities.record(news, in: transaction)
    }
}
