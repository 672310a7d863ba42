package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Passkeys`` over PostgreSQL.
package struct PostgresPasskeys: Passkeys {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func passkeys(of person: ID<Person>) async throws -> [Passkey] {
        try await database.query(
            """
            select id, person_id, credential_id, public_key, algorithm, sign_count, is_backup_eligible, is_backed_up, transports, name, added_at,
                used_at
            from account.passkeys where person_id = \(person) order by added_at, id
            """
        ).map(Self.passkey)
    }

    package func find(_ credential: [UInt8]) async throws -> FoundPasskey? {
        try await database.query(
            """
            select p.id, p.person_id, p.credential_id, p.public_key, p.algorithm, p.sign_count, p.is_backup_eligible, p.is_backed_up,
                p.transports, p.name, p.added_at, p.used_at, o.handle
            from account.passkeys p join account.passkey_owners o on o.person_id = p.person_id
            where p.credential_id = \(credential)
            """
        ).first.map { FoundPasskey(passkey: try Self.passkey($0), handle: try $0["handle"]) }
    }

    package func handle(of person: ID<Person>, in transaction: borrowing Transaction) async throws -> [UInt8] {
        guard try await transaction.holds(person) else { throw PasskeyError.noSuchPerson(person) }
        let connection = try transaction.connection
        let made = try await connection.query(
            """
            insert into account.passkey_owners (person_id, handle) values (\(person), \(SecretToken().bytes))
            on conflict (person_id) do nothing returning handle
            """
        ).first
        let row =
            if let made { made } else {
                try await connection.query("select handle from account.passkey_owners where person_id = \(person)").first
            }
        guard let row else { throw PasskeyError.noSuchPerson(person) }
        return try row["handle"]
    }

    package func add(
        _ draft: PasskeyDraft, to person: ID<Person>, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> Passkey {
        try Self.check(draft.name)
        _ = try await handle(of: person, in: transaction)
        let connection = try transaction.connection
        // Of two that are added at once, the second waits here, and so counts the first.
        _ = try await connection.query("select handle from account.passkey_owners where person_id = \(person) for update")
        let held: [ID<Passkey>] = try await connection.query("select id from account.passkeys where person_id = \(person)")
            .map { try $0["id"] }
        guard held.count < Passkey.maximum else { throw PasskeyError.full }
        let row = try await connection.query(
            """
            insert into account.passkeys
                (id, person_id, credential_id, public_key, algorithm, sign_count, is_backup_eligible, is_backed_up, transports, name, added_at)
            values (\(ID<Passkey>(at: moment)), \(person), \(draft.credential), \(draft.publicKey), \(draft.algorithm),
                \(Int(draft.signCount)), \(draft.isBackupEligible), \(draft.isBackedUp), \(draft.transports.map(\.rawValue)), \(draft.name),
                \(moment))
            on conflict (credential_id) do nothing
            returning id, person_id, credential_id, public_key, algorithm, sign_count, is_backup_eligible, is_backed_up, transports, name,
                added_at, used_at
            """
        ).first
        guard let row else { throw PasskeyError.taken }
        return try Self.passkey(row)
    }

    package func rename(
        _ passkey: ID<Passkey>, of person: ID<Person>, to name: String, in transaction: borrowing Transaction
    ) async throws -> Passkey? {
        try Self.check(name)
        return try await transaction.connection.query(
            """
            update account.passkeys set name = \(name) where id = \(passkey) and person_id = \(person)
            returning id, person_id, credential_id, public_key, algorithm, sign_count, is_backup_eligible, is_backed_up, transports, name,
                added_at, used_at
            """
        ).first.map(Self.passkey)
    }

    package func remove(
        _ passkey: ID<Passkey>, of person: ID<Person>, in transaction: borrowing Transaction
    ) async throws -> Passkey? {
        try await transaction.connection.query(
            """
            delete from account.passkeys where id = \(passkey) and person_id = \(person)
            returning id, person_id, credential_id, public_key, algorithm, sign_count, is_backup_eligible, is_backed_up, transports, name,
                added_at, used_at
            """
        ).first.map(Self.passkey)
    }

    package func note(
        _ use: CredentialUse, of passkey: ID<Passkey>, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> Bool {
        let (count, connection) = (Int(use.signCount), try transaction.connection)
        return try await connection.query(
            """
            update account.passkeys
            set sign_count = \(count), is_backed_up = \(use.isBackedUp), used_at = greatest(used_at, \(moment))
            where id = \(passkey) and (sign_count < \(count) or (sign_count = 0 and \(count) = 0))
            """
        ).affected == 1
    }

    private static func check(_ name: String) throws {
        guard Passkey.nameLengths.contains(name.unicodeScalars.count),
            !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw PasskeyError.invalidName }
    }

    private static func passkey(_ row: PostgresRow) throws -> Passkey {
        let transports: [String] = try row["transports"]
        return Passkey(
            id: try row["id"], person: try row["person_id"], credential: try row["credential_id"], publicKey: try row["public_key"],
            algorithm: try row["algorithm"], signCount: UInt32(clamping: try row["sign_count"] as Int),
            isBackupEligible: try row["is_backup_eligible"], isBackedUp: try row["is_backed_up"],
            transports: transports.compactMap(Passkey.Transport.init), name: try row["name"], addedAt: try row["added_at"],
            usedAt: try row["used_at"])
    }
}
