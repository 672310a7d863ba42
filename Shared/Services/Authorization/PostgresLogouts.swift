package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Logouts`` over PostgreSQL.
package struct PostgresLogouts: Logouts {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func queue(
        _ clients: [ClientID], of person: ID<Person>, on device: ID<Device>, at moment: Date, in transaction: borrowing Transaction
    ) async throws {
        for client in clients {
            try await transaction.connection.query(
                """
                insert into oauth.logout_deliveries (id, client_id, person_id, device_id, queued_at, due_at)
                values (\(ID<LogoutDelivery>(at: moment)), \(client), \(person), \(device), \(moment), \(moment))
                on conflict (device_id, client_id) do nothing
                """)
        }
    }

    package func claim(limit: Int, besides busy: Set<ClientID>, lease: Duration, at moment: Date) async throws -> [LogoutDelivery] {
        try await database.query(
            """
            with first as (
                select distinct on (client_id) id from oauth.logout_deliveries
                where status = 'waiting' and due_at <= \(moment) and client_id <> all(\(Array(busy)))
                order by client_id, due_at, id
            ), due as (
                select id from oauth.logout_deliveries
                where id in (select id from first) and status = 'waiting' and due_at <= \(moment)
                order by due_at, id limit \(limit) for update skip locked
            )
            update oauth.logout_deliveries d set due_at = \(moment + lease.interval), attempts = d.attempts + 1
            from due where d.id = due.id
            returning d.id, d.client_id, d.person_id, d.device_id, d.queued_at, d.attempts
            """
        ).map { row in
            LogoutDelivery(
                id: try row["id"], client: try row["client_id"], person: try row["person_id"], device: try row["device_id"],
                queuedAt: try row["queued_at"], attempt: try row["attempts"])
        }
    }

    package func finish(_ delivery: ID<LogoutDelivery>, at moment: Date) async throws {
        try await database.query(
            """
            update oauth.logout_deliveries set status = 'delivered', finished_at = \(moment), error = null
            where id = \(delivery) and status = 'waiting'
            """)
    }

    package func postpone(_ delivery: ID<LogoutDelivery>, by wait: Duration, because reason: String, at moment: Date) async throws {
        try await database.query(
            """
            update oauth.logout_deliveries set due_at = \(moment + wait.interval), error = \(reason.storable(upTo: 500))
            where id = \(delivery) and status = 'waiting'
            """)
    }

    package func abandon(_ delivery: ID<LogoutDelivery>, because reason: String, at moment: Date) async throws {
        try await database.query(
            """
            update oauth.logout_deliveries set status = 'abandoned', finished_at = \(moment), error = \(reason.storable(upTo: 500))
            where id = \(delivery) and status = 'waiting'
            """)
    }

    package func sweep(before date: Date) async throws -> Int {
        try await database.query("delete from oauth.logout_deliveries where status <> 'waiting' and finished_at < \(date)").affected
    }
}
