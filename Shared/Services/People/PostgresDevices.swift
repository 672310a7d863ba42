package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Devices`` over PostgreSQL.
package struct PostgresDevices: Devices {
    private let database: Database
    private let activities: any Activities

    /// Records who signs in and out with `activities`.
    package init(_ database: Database, recording activities: any Activities) {
        self.database = database
        self.activities = activities
    }

    package func begin(_ signIn: SignIn, at moment: Date, in transaction: borrowing Transaction) async throws -> Device {
        let rows = try await transaction.connection.query(
            """
            insert into account.devices (id, person_id, label, method, started_at, proved_at, expires_at)
            select \(ID<Device>(at: moment)), p.id, \(signIn.label.storable(upTo: Device.labelLimit)), \(signIn.method), \(moment), \(moment),
                \(moment + Device.lifetime.interval)
            from account.people p where p.id = \(signIn.person) for key share
            returning id, person_id, label, method, started_at, proved_at, expires_at
            """)
        guard let row = rows.first else { throw DeviceError.noSuchPerson(signIn.person) }
        let device = try Self.device(row)
        try await record(.memberSignedIn, device.id, of: device.person, baskets: signIn.baskets, in: transaction)
        return device
    }

    package func prove(
        _ device: ID<Device>, by method: SignInMethod, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> Device? {
        try await transaction.connection.query(
            """
            update account.devices
            set method = \(method), proved_at = greatest(proved_at, \(moment)), expires_at = greatest(expires_at, \(moment + Device.lifetime.interval))
            where id = \(device) and ended_at is null and expires_at > \(moment)
            returning id, person_id, label, method, started_at, proved_at, expires_at
            """
        ).first.map(Self.device)
    }

    package func device(_ id: ID<Device>, at moment: Date) async throws -> Device? {
        try await database.query(
            """
            select id, person_id, label, method, started_at, proved_at, expires_at from account.devices
            where id = \(id) and ended_at is null and expires_at > \(moment)
            """, on: .lane
        ).first.map(Self.device)
    }

    package func devices(of person: ID<Person>, at moment: Date) async throws -> [Device] {
        try await database.query(
            """
            select id, person_id, label, method, started_at, proved_at, expires_at from account.devices
            where person_id = \(person) and ended_at is null and expires_at > \(moment)
            order by proved_at desc, id desc
            """
        ).map(Self.device)
    }

    package func devices(
        of person: ID<Person>, first here: ID<Device>, _ page: PageRequest, at moment: Date
    ) async throws -> Listing<Device> {
        let rows = try await database.query(
            """
            select id, person_id, label, method, started_at, proved_at, expires_at, count(*) over ()::int as total from account.devices
            where person_id = \(person) and ended_at is null and expires_at > \(moment)
            order by id = \(here) desc, proved_at desc, id desc limit \(page.size) offset \(page.offset)
            """)
        return Listing(items: try rows.map(Self.device), total: try rows.first?["total"] ?? 0, page: page)
    }

    package func end(
        _ device: ID<Device>, of person: ID<Person>, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> [ID<Session>] {
        guard try await transaction.holds(person) else { return [] }
        let ended: [ID<Device>] = try await transaction.connection.query(
            """
            update account.devices set ended_at = \(moment)
            where id = \(device) and person_id = \(person) and ended_at is null returning id
            """
        ).map { try $0["id"] }
        return try await endSessions(on: ended, of: person, in: transaction)
    }

    package func endAll(
        of person: ID<Person>, except kept: ID<Device>?, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> [ID<Session>] {
        guard try await transaction.holds(person) else { return [] }
        // Locked in one order, so that two who sign out everywhere at once do not wait for each other.
        let ended: [ID<Device>] = try await transaction.connection.query(
            """
            with living as (
                select id from account.devices
                where person_id = \(person) and ended_at is null and id is distinct from \(kept)
                order by id for update
            )
            update account.devices d set ended_at = \(moment) from living where d.id = living.id returning d.id
            """
        ).map { try $0["id"] }
        return try await endSessions(on: ended, of: person, in: transaction)
    }

    private func endSessions(
        on devices: [ID<Device>], of person: ID<Person>, in transaction: borrowing Transaction
    ) async throws -> [ID<Session>] {
        guard !devices.isEmpty else { return [] }
        for device in devices { try await record(.memberSignedOut, device, of: person, in: transaction) }
        return try await transaction.connection.query(
            """
            update account.sessions set revoked_at = clock_timestamp()
            where device_id = any(\(devices.map(\.uuid))) and revoked_at is null returning id
            """
        ).map { try $0["id"] }
    }

    /// A device begins and ends once: its first version and its second.
    private func record(
        _ kind: ActivityKind, _ device: ID<Device>, of person: ID<Person>, baskets: [ID<Basket>] = [],
        in transaction: borrowing Transaction
    ) async throws {
        let facts = ActivityFacts(title: "", related: [.person(person)] + baskets.map { .basket($0) })
        _ = try await activities.record(
            NewActivity(
                kind: kind, object: .device(device), version: kind == .memberSignedIn ? .first : Version.first.next,
                visibility: .private, facts: facts),
            in: transaction)
    }

    private static func device(_ row: PostgresRow) throws -> Device {
        Device(
            id: try row["id"], person: try row["person_id"], label: try row["label"], method: try row["method"],
            startedAt: try row["started_at"], provedAt: try row["proved_at"], expiresAt: try row["expires_at"])
    }
}
