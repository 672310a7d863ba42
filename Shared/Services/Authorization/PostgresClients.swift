package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Clients`` over PostgreSQL.
package struct PostgresClients: Clients {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func client(_ id: ClientID) async throws -> Client? {
        try await database.query(
            """
            select id, name, secret_hash, redirects, post_logout_redirects, logout_address, registered_at, retired_at
            from oauth.clients where id = \(id) and retired_at is null
            """, on: .lane
        ).first.map { try Self.registered($0).client }
    }

    package func all() async throws -> [RegisteredClient] {
        try await database.query(
            """
            select id, name, secret_hash, redirects, post_logout_redirects, logout_address, registered_at, retired_at
            from oauth.clients order by id
            """
        ).map(Self.registered)
    }

    package func register(_ client: Client, at moment: Date, in transaction: borrowing Transaction) async throws {
        guard (1...100).contains(client.name.unicodeScalars.count), !client.name.utf8.contains(0) else {
            throw ClientError.invalid(field: "name")
        }
        guard (1...20).contains(client.redirects.count) else { throw ClientError.invalid(field: "redirects") }
        guard client.postLogoutRedirects.count <= 20 else { throw ClientError.invalid(field: "postLogoutRedirects") }
        // Our own services' ids are never anybody else's.
        guard ServiceName(rawValue: client.id.description) == nil else { throw ClientError.idTaken(client.id) }
        let rows = try await transaction.connection.query(
            """
            insert into oauth.clients (id, name, secret_hash, redirects, post_logout_redirects, logout_address, registered_at)
            values (\(client.id), \(client.name), \(client.secretHash), \(client.redirects.map(\.description)),
                \(client.postLogoutRedirects.map(\.description)), \(client.logoutAddress), \(moment))
            on conflict (id) do nothing
            """)
        guard rows.affected == 1 else { throw ClientError.idTaken(client.id) }
    }

    package func retire(_ id: ClientID, at moment: Date, in transaction: borrowing Transaction) async throws -> Change {
        let rows = try await transaction.connection.query(
            "select retired_at from oauth.clients where id = \(id) for update")
        guard let row = rows.first else { throw ClientError.noSuchClient(id) }
        let retiredAt: Date? = try row["retired_at"]
        guard retiredAt == nil else { return .unchanged }
        try await transaction.connection.query("update oauth.clients set retired_at = \(moment) where id = \(id)")
        try await transaction.connection.query("delete from oauth.consents where client_id = \(id)")
        try await transaction.connection.query("update oauth.grants set ended_at = \(moment) where client_id = \(id) and ended_at is null")
        return .updated
    }

    private static func registered(_ row: PostgresRow) throws -> RegisteredClient {
        let redirects: [CallbackAddress] = try row["redirects"]
        let postLogoutRedirects: [CallbackAddress] = try row["post_logout_redirects"]
        let client = Client(
            id: try row["id"], kind: .thirdParty, name: try row["name"], secretHash: try row["secret_hash"], redirects: redirects,
            postLogoutRedirects: postLogoutRedirects, logoutAddress: try row["logout_address"])
        return RegisteredClient(client: client, registeredAt: try row["registered_at"], retiredAt: try row["retired_at"])
    }
}
