package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Roles`` over PostgreSQL.
package struct PostgresRoles: Roles {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func held(by person: ID<Person>) async throws -> [HeldRole] {
        try await database.query(
            """
            select r.role || ' ' || r.scope as held, r.granted_at, g.username as granter
            from account.roles r left join account.people g on g.id = r.granted_by
            where r.person_id = \(person) and r.withdrawn_at is null
            order by r.granted_at, r.id
            """
        ).map { HeldRole(grant: try $0["held"], since: try $0["granted_at"], granter: try $0["granter"]) }
    }

    package func holders() async throws -> [RoleHolder] {
        try await database.query(
            """
            select p.id, p.username, p.name, p.email, p.joined_at, p.version, array(
                select r.role || ' ' || r.scope from account.roles r
                where r.person_id = p.id and r.withdrawn_at is null order by r.granted_at, r.id
            ) as held
            from account.people p
            where exists (select from account.roles r where r.person_id = p.id and r.withdrawn_at is null)
            order by p.username
            """
        ).map { RoleHolder(person: try $0.person, grants: try $0["held"]) }
    }

    package func grant(
        _ grant: RoleGrant, to person: ID<Person>, by granter: ID<Person>?, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> Bool {
        if grant == .siteOperator { _ = try await operators(in: transaction) }
        guard try await transaction.holds(person) else { throw RoleError.noSuchPerson(person) }
        return try await transaction.connection.query(
            """
            insert into account.roles (id, person_id, role, scope, granted_by, granted_at)
            values (\(ID<RoleGrant>(at: moment)), \(person), \(grant.role), \(grant.scope), \(granter), \(moment))
            on conflict (person_id, role, scope) where withdrawn_at is null do nothing
            """
        ).affected == 1
    }

    package func withdraw(
        _ grant: RoleGrant, from person: ID<Person>, by withdrawer: ID<Person>?, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> Bool {
        if grant == .siteOperator, try await operators(in: transaction) == [person] { throw RoleError.lastOperator }
        return try await transaction.connection.query(
            """
            update account.roles set withdrawn_at = greatest(granted_at, \(moment)), withdrawn_by = \(withdrawer)
            where person_id = \(person) and role = \(grant.role) and scope = \(grant.scope) and withdrawn_at is null
            """
        ).affected == 1
    }

    package func operators(in transaction: borrowing Transaction) async throws -> [ID<Person>] {
        // Of two who go at once, the second waits, and then is the last. A lock of its own, since there may be no row to lock yet.
        let connection = try transaction.connection
        try await connection.query("select pg_advisory_xact_lock(hashtextextended('account.roles: operators', 0))")
        return try await connection.query(
            "select person_id from account.roles where role = 'operator' and scope = 'site' and withdrawn_at is null order by id"
        ).map { try $0["person_id"] }
    }
}
