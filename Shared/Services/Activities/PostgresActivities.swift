import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Activities`` over PostgreSQL.
package struct PostgresActivities: Activities {
    /// What a processor listens to. A notification says no more than that there is something to look for.
    package static let channel = "ap_handlings"

    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func record(_ news: NewActivity, in transaction: borrowing Transaction) async throws -> Activity {
        let connection = try transaction.connection
        let id = ID<Activity>()
        let moment = Date()
        let payload = try ActivityPayload(id: id, news, at: moment).bytes()
        let inserted = try await connection.query(
            """
            insert into public.ap_activities (id, kind, object_kind, object_id, version, visibility, occurred_at, payload, cid)
            values (
                \(id), \(news.kind), \(news.object.kind), \(news.object.id), \(news.version), \(news.visibility), \(moment), \(payload),
                sha256(\(payload))
            )
            on conflict (object_kind, object_id, version) do nothing
            returning id, kind, object_kind, object_id, version, visibility, occurred_at, payload, cid
            """
        ).first
        guard let inserted else { throw ActivityError.versionTaken(news.object, news.version) }
        let handlers = Subscriptions.handlers(of: news.kind)
        if !handlers.isEmpty {
            try await connection.query(
                """
                insert into public.ap_handlings (activity_id, handler, object_kind, object_id, version)
                select \(id), h.name, \(news.object.kind), \(news.object.id), \(news.version) from unnest(\(handlers)::text[]) as h (name)
                """)
            try await connection.query("select pg_notify('ap_handlings', '')")
        }
        return try inserted.activity
    }

    package func recent(limit: Int) async throws -> [Activity] {
        try await database.query(
            """
            select a.id, a.kind, a.object_kind, a.object_id, a.version, a.visibility, a.occurred_at, a.payload, a.cid
            from public.ap_activities a
            where a.visibility = 'public' and not exists (
                select from public.ap_activities later
                where later.object_kind = a.object_kind and later.object_id = a.object_id and later.version > a.version
            )
            order by a.occurred_at desc, a.id desc
            limit \(max(0, limit))
            """
        ).map { try $0.activity }
    }

    package func history(of object: ObjectReference, limit: Int) async throws -> [Activity] {
        try await database.query(
            """
            select id, kind, object_kind, object_id, version, visibility, occurred_at, payload, cid
            from public.ap_activities
            where object_kind = \(object.kind) and object_id = \(object.id)
            order by version desc
            limit \(max(0, limit))
            """
        ).map { try $0.activity }
    }
}
