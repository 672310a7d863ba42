package import Shared
import SharedPostgres

extension PostgresScheduling {
    package func save(_ draft: CalendarDraft, in transaction: borrowing Transaction) async throws -> Saved<EventCalendar> {
        let connection = try transaction.connection
        try SharedServices.check(draft.name, 1...200, field: "name", orThrow: SchedulingError.self)
        try SharedServices.check(draft.about, 0...10_000, field: "about", orThrow: SchedulingError.self)
        try check(draft.picture)
        try SharedServices.check(draft.slug, isFree: .calendars, orThrow: SchedulingError.self)
        try await check(zone: draft.zone, on: connection)
        var before: CalendarDraft?
        let saved = try await SharedServices.save(
            draft, of: draft.of, slug: draft.slug, orThrow: SchedulingError.self,
            find: { key in
                let row = try await connection.query(
                    """
                    select
                        id, version, slug, name, about, container_id, zone, accent,
                        picture_address, picture_alternative, picture_width, picture_height
                    from events.calendars
                    where id = \(key.id) or (external_system = \(key.system) and external_key = \(key.name))
                    for update
                    """
                ).first
                guard let row else { return nil }
                let stored = CalendarDraft(
                    of: draft.of, slug: try row["slug"], name: try row["name"], about: try row["about"],
                    container: try row["container_id"], zone: try row["zone"], accent: try row["accent"], picture: try row.picture)
                before = stored
                return Stored(id: try row["id"], version: try row["version"], draft: stored)
            },
            insert: { id, key in
                try await connection.query(
                    """
                    insert into events.calendars (
                        id, slug, name, about, container_id, zone, accent, picture_address, picture_alternative, picture_width,
                        picture_height, external_system, external_key
                    ) values (
                        \(id), \(draft.slug), \(draft.name), \(draft.about), \(draft.container), \(draft.zone), \(draft.accent),
                        \(draft.picture?.address), \(draft.picture?.alternative ?? ""), \(draft.picture?.width), \(draft.picture?.height),
                        \(key.system), \(key.name)
                    )
                    on conflict do nothing
                    """
                ).affected == 1
            },
            update: { stored in
                try await update(
                    """
                    update events.calendars
                    set slug = \(draft.slug), name = \(draft.name), about = \(draft.about), container_id = \(draft.container),
                        zone = \(draft.zone), accent = \(draft.accent), picture_address = \(draft.picture?.address),
                        picture_alternative = \(draft.picture?.alternative ?? ""), picture_width = \(draft.picture?.width),
                        picture_height = \(draft.picture?.height), updated_at = clock_timestamp(), version = version + 1
                    where id = \(stored.id)
                        and not exists (select from events.calendars other where other.slug = \(draft.slug) and other.id <> \(stored.id))
                    """, on: connection, slug: draft.slug, constraint: "calendars_slug_key", orThrow: SchedulingError.self)
            })
        guard saved.change != .unchanged else { return saved }
        let facts = ActivityFacts(
            title: draft.name, slug: draft.slug, previousSlug: before.flatMap { $0.slug == draft.slug ? nil : $0.slug },
            related: [draft.container, before?.container].compactMap { $0 }.eachOnce.map(ObjectReference.post))
        let kind: ActivityKind = saved.change == .created ? .calendarAdded : .calendarChanged
        let news = NewActivity(kind: kind, object: .calendar(saved.id), version: saved.version, visibility: .public, facts: facts)
        _ = try await activities.record(news, in: transaction)
        return saved
    }

    package func save(_ draft: EntryDraft, in transaction: borrowing Transaction) async throws -> Saved<Entry> {
        let connection = try transaction.connection
        let failure = SchedulingError.self
        try SharedServices.check(draft.title, 1...200, field: "title", orThrow: failure)
        try SharedServices.check(draft.about.markup, 0...1_000_000, field: "about", orThrow: failure)
        try SharedServices.check(draft.place, 0...500, field: "place", orThrow: failure)
        try SharedServices.check(draft.zone, 1...100, field: "zone", orThrow: failure)
        try check(draft.picture)
        let zone = try await judge(draft.start, draft.end, in: draft.zone, of: draft.calendar, on: connection)
        let draft = draft.in(zone)
        var before: EntryDraft?
        let saved = try await SharedServices.save(
            draft, of: draft.of, slug: nil, orThrow: failure,
            find: { key in
                guard let stored = try await find(key, like: draft, on: connection) else { return nil }
                before = stored.draft
                return stored
            },
            insert: { id, key in
                try await connection.query(
                    """
                    insert into events.entries (
                        id, calendar_id, title, about, place, local_start, local_end, zone, picture_address, picture_alternative,
                        picture_width, picture_height, external_system, external_key
                    ) values (
                        \(id), \(draft.calendar), \(draft.title), \(draft.about), \(draft.place), \(draft.start)::timestamp,
                        \(draft.end)::timestamp, \(zone), \(draft.picture?.address), \(draft.picture?.alternative ?? ""),
                        \(draft.picture?.width), \(draft.picture?.height), \(key.system), \(key.name)
                    )
                    on conflict do nothing
                    """
                ).affected == 1
            },
            update: { stored in
                try await connection.query(
                    """
                    update events.entries
                    set calendar_id = \(draft.calendar), title = \(draft.title), about = \(draft.about), place = \(draft.place),
                        local_start = \(draft.start)::timestamp, local_end = \(draft.end)::timestamp, zone = \(zone),
                        picture_address = \(draft.picture?.address), picture_alternative = \(draft.picture?.alternative ?? ""),
                        picture_width = \(draft.picture?.width), picture_height = \(draft.picture?.height),
                        updated_at = clock_timestamp(), version = version + 1
                    where id = \(stored.id)
                    """)
            })
        guard saved.change != .unchanged else { return saved }
        let kind: ActivityKind = saved.change == .created ? .entryAdded : before.map(draft.isMoved) == true ? .entryMoved : .entryChanged
        let calendars = [draft.calendar, before?.calendar].compactMap { $0 }.eachOnce
        try await record(kind, saved.id, saved.version, draft.title, calendars, in: transaction)
        return saved
    }

    private func check(_ picture: Picture?) throws {
        try SharedServices.check(picture?.address, 1...2000, field: "picture", orThrow: SchedulingError.self)
        try SharedServices.check(picture?.alternative, 0...2000, field: "picture", orThrow: SchedulingError.self)
    }

    private func find(
        _ key: Key<Entry>, like draft: EntryDraft, on connection: PostgresConnection
    ) async throws -> Stored<Entry, EntryDraft>? {
        let row = try await connection.query(
            """
            select
                id, version, calendar_id, title, about, place, zone, picture_address, picture_alternative, picture_width, picture_height,
                to_char(local_start, 'YYYY-MM-DD"T"HH24:MI') as local_start, to_char(local_end, 'YYYY-MM-DD"T"HH24:MI') as local_end
            from events.entries
            where id = \(key.id) or (external_system = \(key.system) and external_key = \(key.name))
            for update
            """
        ).first
        guard let row else { return nil }
        let stored = EntryDraft(
            of: draft.of, calendar: try row["calendar_id"], title: try row["title"], about: try row["about"], place: try row["place"],
            start: try row["local_start"], end: try row["local_end"], zone: try row["zone"], picture: try row.picture)
        return Stored(id: try row["id"], version: try row["version"], draft: stored)
    }
}

extension EntryDraft {
    fileprivate func `in`(_ zone: String) -> EntryDraft {
        EntryDraft(
            of: of, calendar: calendar, title: title, about: about, place: place, start: start, end: end, zone: zone, picture: picture)
    }

    fileprivate func isMoved(from old: EntryDraft) -> Bool {
        start != old.start || end != old.end || zone != old.zone || calendar != old.calendar
    }
}
