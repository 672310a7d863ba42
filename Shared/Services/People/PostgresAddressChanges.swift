package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``AddressChanges`` over PostgreSQL.
package struct PostgresAddressChanges: AddressChanges {
    private let database: Database
    private let activities: any Activities

    /// Records whose address has changed with `activities`.
    package init(_ database: Database, recording activities: any Activities) {
        self.database = database
        self.activities = activities
    }

    package func begin(
        _ person: ID<Person>, to address: EmailAddress, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> BegunAddressChange {
        let connection = try transaction.connection
        // The person's row is locked, so that two who ask at once are counted one after the other.
        guard let row = try await connection.query("select email from account.people where id = \(person) for update").first else {
            throw AddressChangeError.noSuchPerson(person)
        }
        let old: EmailAddress = try row["email"]
        guard old != address else { throw AddressChangeError.unchanged }
        try await connection.query(
            "delete from account.address_changes where person_id = \(person) and asked_at <= \(moment - AddressChange.lifetime)")
        let asked = try await connection.query(
            "update account.address_changes set ended_at = coalesce(ended_at, \(moment)) where person_id = \(person) returning id")
        guard asked.count < AddressChange.limit else { throw AddressChangeError.tooMany }
        let (oldToken, newToken) = (SecretToken(), SecretToken())
        let begun = try await connection.query(
            """
            insert into account.address_changes
                (id, person_id, old_address, new_address, old_token_hash, new_token_hash, asked_at, expires_at)
            values (\(ID<AddressChange>(at: moment)), \(person), \(old), \(address), \(oldToken.hash), \(newToken.hash), \(moment),
                \(moment + AddressChange.lifetime))
            returning id, person_id, old_address, new_address, asked_at, expires_at, old_confirmed_at, new_confirmed_at,
                exists (select from account.people p where p.email = \(address)) as is_taken
            """
        ).first
        guard let begun else { throw AddressChangeError.noSuchPerson(person) }
        let isTaken: Bool = try begun["is_taken"]
        return BegunAddressChange(change: try begun.addressChange, oldToken: oldToken, newToken: isTaken ? nil : newToken)
    }

    package func underWay(for person: ID<Person>, at moment: Date) async throws -> AddressChange? {
        try await database.query(
            """
            select id, person_id, old_address, new_address, asked_at, expires_at, old_confirmed_at, new_confirmed_at
            from account.address_changes where person_id = \(person) and ended_at is null and expires_at > \(moment)
            """
        ).first?.addressChange
    }

    package func find(_ token: SecretToken, at moment: Date) async throws -> (change: AddressChange, end: AddressChange.End)? {
        let row = try await database.query(
            """
            select id, person_id, old_address, new_address, asked_at, expires_at, old_confirmed_at, new_confirmed_at,
                old_token_hash = \(token.hash) as is_old
            from account.address_changes
            where (old_token_hash = \(token.hash) or new_token_hash = \(token.hash)) and ended_at is null and expires_at > \(moment)
            """
        ).first
        guard let row else { return nil }
        let isOld: Bool = try row["is_old"]
        return (try row.addressChange, isOld ? .old : .new)
    }

    package func confirm(_ token: SecretToken, at moment: Date, in transaction: borrowing Transaction) async throws -> AddressChange? {
        let connection = try transaction.connection
        // Both ends change this one row: the later of two that come at once sees what the first has said.
        let row = try await connection.query(
            """
            update account.address_changes
            set old_confirmed_at = case when old_token_hash = \(token.hash) then coalesce(old_confirmed_at, \(moment)) else old_confirmed_at end,
                new_confirmed_at = case when new_token_hash = \(token.hash) then coalesce(new_confirmed_at, \(moment)) else new_confirmed_at end
            where (old_token_hash = \(token.hash) or new_token_hash = \(token.hash)) and ended_at is null and expires_at > \(moment)
            returning id, person_id, old_address, new_address, asked_at, expires_at, old_confirmed_at, new_confirmed_at
            """
        ).first
        guard let change = try row?.addressChange else { return nil }
        guard change.confirmed == Set(AddressChange.End.allCases) else { return change }
        let person: Person
        do {
            let changed = try await connection.query(
                """
                update account.people p set email = \(change.new), version = p.version + 1, updated_at = \(moment)
                where p.id = \(change.person) and p.email = \(change.old)
                    and not exists (select from account.people other where other.email = \(change.new))
                returning id, username, name, email, joined_at, version
                """
            ).first
            guard let changed else { throw AddressChangeError.taken(change.new) }
            person = try changed.person
        } catch let error as PostgresError where error.uniqueViolation("people_email_key") {
            throw AddressChangeError.taken(change.new)
        }
        try await connection.query("update account.address_changes set ended_at = \(moment) where id = \(change.id)")
        try await activities.recordChange(of: person, in: transaction)
        return change
    }

    package func cancel(for person: ID<Person>, in transaction: borrowing Transaction) async throws -> AddressChange? {
        try await transaction.connection.query(
            """
            update account.address_changes set ended_at = clock_timestamp() where person_id = \(person) and ended_at is null
            returning id, person_id, old_address, new_address, asked_at, expires_at, old_confirmed_at, new_confirmed_at
            """
        ).first?.addressChange
    }
}

extension PostgresRow {
    fileprivate var addressChange: AddressChange {
        get throws {
            let confirmed: (old: Date?, new: Date?) = (try self["old_confirmed_at"], try self["new_confirmed_at"])
            return AddressChange(
                id: try self["id"], person: try self["person_id"], old: try self["old_address"], new: try self["new_address"],
                askedAt: try self["asked_at"], expiresAt: try self["expires_at"],
                confirmed: Set((confirmed.old == nil ? [] : [.old]) + (confirmed.new == nil ? [] : [.new])))
        }
    }
}
