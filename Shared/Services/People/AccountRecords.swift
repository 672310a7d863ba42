import FoundationEssentials
package import Shared
package import SharedPostgres

// What the account's own tables hold of a person. All of it goes with the account.

/// Who they are to us, and the change of their address that is under way.
package struct ProfileRecords: PersonalRecords {
    package let name = "account"
    private let changes: any AddressChanges
    package init(_ changes: any AddressChanges) { self.changes = changes }

    private struct Record: Encodable {
        let id: ID<Person>
        let username: Username
        let name: String
        let address: EmailAddress
        let joinedAt: Date
        let addressChange: Change?
        struct Change: Encodable {
            let to: EmailAddress
            let askedAt: Date
        }
    }

    package func records(of owner: RecordsOwner) async throws -> any Encodable & Sendable {
        let change = try await changes.underWay(for: owner.person.id, at: Date())
        return Record(
            id: owner.person.id, username: owner.person.username, name: owner.person.name, address: owner.person.email,
            joinedAt: owner.person.joinedAt, addressChange: change.map { .init(to: $0.new, askedAt: $0.askedAt) })
    }
}

/// Every browser in which they have signed in, and where it was signed in to; also those that have ended.
package struct DeviceRecords: PersonalRecords {
    package let name = "devices"
    private let database: Database
    package init(_ database: Database) { self.database = database }

    private struct Record: Encodable {
        let id: ID<Device>
        let label: String
        let method: SignInMethod
        let startedAt: Date
        let provedAt: Date
        let expiresAt: Date
        let endedAt: Date?
        let services: [ServiceName]
    }

    package func records(of owner: RecordsOwner) async throws -> any Encodable & Sendable {
        try await database.query(
            """
            select d.id, d.label, d.method, d.started_at, d.proved_at, d.expires_at, d.ended_at,
                array(select distinct s.service from account.sessions s where s.device_id = d.id order by s.service) as services
            from account.devices d where d.person_id = \(owner.person.id) order by d.started_at, d.id
            """
        ).map { row in
            let services: [String] = try row["services"]
            return Record(
                id: try row["id"], label: try row["label"], method: try row["method"], startedAt: try row["started_at"],
                provedAt: try row["proved_at"], expiresAt: try row["expires_at"], endedAt: try row["ended_at"],
                services: services.compactMap(ServiceName.init(rawValue:)))
        }
    }
}

/// All that was done with the account.
package struct AuditRecords: PersonalRecords {
    package let name = "history"
    private let trail: any AuditTrail
    package init(_ trail: any AuditTrail) { self.trail = trail }

    package func records(of owner: RecordsOwner) async throws -> any Encodable & Sendable {
        try await trail.entries(of: owner.person.id, limit: 1_000_000)
    }
}

/// The roles that they hold, and held.
package struct RoleRecords: PersonalRecords {
    package let name = "roles"
    private let database: Database
    package init(_ database: Database) { self.database = database }

    private struct Record: Encodable {
        let role: Role
        let scope: String
        let grantedAt: Date
        let withdrawnAt: Date?
    }

    package func records(of owner: RecordsOwner) async throws -> any Encodable & Sendable {
        try await database.query(
            """
            select role, scope, granted_at, withdrawn_at from account.roles
            where person_id = \(owner.person.id) order by granted_at, id
            """
        ).map {
            Record(role: try $0["role"], scope: try $0["scope"], grantedAt: try $0["granted_at"], withdrawnAt: try $0["withdrawn_at"])
        }
    }
}
