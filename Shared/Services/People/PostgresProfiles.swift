package import FoundationEssentials
package import Shared
import SharedPostgres

/// ``Profiles`` over PostgreSQL.
package struct PostgresProfiles: Profiles {
    private let devices: any Devices
    private let roles: any Roles
    private let activities: any Activities

    /// Ends devices with `devices`, keeps the last operator by `roles`, and records with `activities`.
    package init(devices: any Devices, roles: any Roles, recording activities: any Activities) {
        self.devices = devices
        self.roles = roles
        self.activities = activities
    }

    package func rename(_ person: ID<Person>, to name: String, in transaction: borrowing Transaction) async throws -> Change {
        guard Person.isName(name) else { throw PeopleError.invalidName }
        let connection = try transaction.connection
        let renamed = try await connection.query(
            """
            update account.people set name = \(name), version = version + 1, updated_at = clock_timestamp()
            where id = \(person) and name <> \(name)
            returning id, username, name, email, joined_at, version
            """
        ).first?.person
        guard let renamed else {
            guard try await !connection.query("select id from account.people where id = \(person)").isEmpty else {
                throw ProfileError.noSuchPerson(person)
            }
            return .unchanged
        }
        try await activities.recordChange(of: renamed, in: transaction)
        return .updated
    }

    package func prepareLeaving(_ person: ID<Person>, in transaction: borrowing Transaction) async throws {
        _ = try await lock(person, in: transaction)
    }

    package func leave(_ person: ID<Person>, at moment: Date, in transaction: borrowing Transaction) async throws -> [ID<Session>] {
        let connection = try transaction.connection
        let leaving = try await lock(person, in: transaction)
        let ended = try await devices.endAll(of: person, except: nil, at: moment, in: transaction)
        try await connection.query(
            "insert into account.former_usernames (username, left_at) values (\(leaving.username), \(moment)) on conflict do nothing")
        // They hold the name by which somebody joined.
        try await connection.query("delete from public.ap_activities where object_kind = 'person' and object_id = \(person)")
        let news = NewActivity(
            kind: .personLeft, object: .person(person), version: leaving.version.next, visibility: .private, facts: ActivityFacts(title: "")
        )
        _ = try await activities.record(news, in: transaction)
        try await connection.query("delete from account.people where id = \(person)")
        return ended
    }

    /// Whatever is being written for them right now is done first, and what comes later finds nobody: both hold this row, or a foreign key does.
    private func lock(_ person: ID<Person>, in transaction: borrowing Transaction) async throws -> Person {
        if try await roles.operators(in: transaction) == [person] { throw RoleError.lastOperator }
        let row = try await transaction.connection.query(
            "select id, username, name, email, joined_at, version from account.people where id = \(person) for update"
        ).first
        guard let row else { throw ProfileError.noSuchPerson(person) }
        return try row.person
    }
}

extension Activities {
    /// Writes that something of `person` is not as it was. Who they are is not in it.
    func recordChange(of person: Person, in transaction: borrowing Transaction) async throws {
        let news = NewActivity(
            kind: .personChanged, object: .person(person.id), version: person.version, visibility: .private, facts: ActivityFacts(title: "")
        )
        _ = try await record(news, in: transaction)
    }
}
