import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Handlings`` over PostgreSQL.
package struct PostgresHandlings: Handlings {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func claim(for handlers: [HandlerName], limit: Int, lease: Duration) async throws -> [Handling] {
        let rows = try await database.query(
            """
            with turn as (
                select h.activity_id, h.handler, h.due_at
                from public.ap_handlings h
                where h.handler = any(\(handlers)) and h.status in ('waiting', 'leased') and h.due_at <= clock_timestamp()
                    and not exists (
                        select from public.ap_handlings lower
                        where lower.handler = h.handler and lower.object_kind = h.object_kind and lower.object_id = h.object_id
                            and lower.version < h.version and lower.status in ('waiting', 'leased', 'parked')
                    )
                order by h.due_at, h.activity_id
                limit \(max(0, limit))
                for update of h skip locked
            ), claimed as (
                update public.ap_handlings h
                set status = 'leased', lease = \(UUID()), attempts = h.attempts + 1,
                    due_at = clock_timestamp() + make_interval(secs => \(lease.interval)), updated_at = clock_timestamp()
                from turn
                where h.activity_id = turn.activity_id and h.handler = turn.handler
                returning h.activity_id, h.handler, h.attempts, h.lease, turn.due_at as was_due_at
            )
            select
                c.handler, c.attempts, c.lease,
                a.id, a.kind, a.object_kind, a.object_id, a.version, a.visibility, a.occurred_at, a.payload, a.cid
            from claimed c
            join public.ap_activities a on a.id = c.activity_id
            order by c.was_due_at, a.id
            """)
        var handlings: [Handling] = []
        for row in rows {
            // What cannot even be given back is free when its lease ends; the others were claimed with it, and are not to wait for that.
            do { handlings.append(try Self.handling(row)) } catch { try? await giveBack(row, because: error) }
        }
        return handlings
    }

    package func finish(_ handling: Handling) async throws -> Bool {
        try await database.query(
            """
            update public.ap_handlings
            set status = 'done', lease = null, error = null, updated_at = clock_timestamp()
            where activity_id = \(handling.activity.id) and handler = \(handling.handler) and lease = \(handling.lease)
            """
        ).affected == 1
    }

    package func fail(_ handling: Handling, error: String, retryAfter wait: Duration?) async throws -> Bool {
        try await fail(handling.activity.id, handling.handler, handling.lease, error: error, retryAfter: wait)
    }

    package func postpone(_ handling: Handling, because reason: String, by wait: Duration) async throws -> Bool {
        try await fail(
            handling.activity.id, handling.handler, handling.lease, error: reason, retryAfter: wait, spendingAttempts: 0)
    }

    package func parked(limit: Int) async throws -> [ParkedHandling] {
        try await database.query(
            """
            select h.activity_id, a.kind, h.object_kind, h.object_id, h.version, h.handler, h.attempts, h.error, h.updated_at
            from public.ap_handlings h
            join public.ap_activities a on a.id = h.activity_id
            where h.status = 'parked'
            order by h.updated_at, h.activity_id, h.handler
            limit \(max(0, limit))
            """
        ).map { row in
            ParkedHandling(
                activity: try row["activity_id"], kind: try row["kind"],
                object: ObjectReference(kind: try row["object_kind"], id: try row["object_id"]), version: try row["version"],
                handler: try row["handler"], attempts: try row["attempts"], error: try row["error"], parkedAt: try row["updated_at"])
        }
    }

    package func retry(_ activity: ID<Activity>, by handler: HandlerName, in transaction: borrowing Transaction) async throws -> Bool {
        let connection = try transaction.connection
        let waits =
            try await connection.query(
                """
                update public.ap_handlings
                set status = 'waiting', attempts = 0, due_at = clock_timestamp(), updated_at = clock_timestamp()
                where activity_id = \(activity) and handler = \(handler) and status = 'parked'
                """
            ).affected == 1
        if waits { try await connection.query("select pg_notify('ap_handlings', '')") }
        return waits
    }

    package func skip(_ activity: ID<Activity>, by handler: HandlerName, in transaction: borrowing Transaction) async throws -> Bool {
        let connection = try transaction.connection
        let skipped =
            try await connection.query(
                """
                update public.ap_handlings set status = 'skipped', updated_at = clock_timestamp()
                where activity_id = \(activity) and handler = \(handler) and status = 'parked'
                """
            ).affected == 1
        if skipped { try await connection.query("select pg_notify('ap_handlings', '')") }
        return skipped
    }

    private static func handling(_ row: PostgresRow) throws -> Handling {
        Handling(activity: try row.activity, handler: try row["handler"], attempt: try row["attempts"], lease: try row["lease"])
    }

    /// Leaves an activity that this build cannot read to one that can: a newer one has written it, while both run.
    private func giveBack(_ row: PostgresRow, because error: any Error) async throws {
        _ = try await fail(
            try row["id"], try row["handler"], try row["lease"], error: "This build cannot read the activity: \(error)",
            retryAfter: .seconds(60), spendingAttempts: 0)
    }

    private func fail(
        _ activity: ID<Activity>, _ handler: HandlerName, _ lease: UUID, error: String, retryAfter wait: Duration?,
        spendingAttempts spent: Int = 1
    ) async throws -> Bool {
        let error = String(String.UnicodeScalarView(error.unicodeScalars.filter { $0 != "\0" }.prefix(4000)))
        return try await database.query(
            """
            update public.ap_handlings
            set status = case when \(wait?.interval)::float8 is null then 'parked' else 'waiting' end,
                attempts = attempts - 1 + \(spent),
                due_at = clock_timestamp() + make_interval(secs => coalesce(\(wait?.interval)::float8, 0)),
                lease = null, error = \(error), updated_at = clock_timestamp()
            where activity_id = \(activity) and handler = \(handler) and lease = \(lease)
            """
        ).affected == 1
    }
}
