package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``SignIns`` over PostgreSQL.
package struct PostgresSignIns: SignIns {
    private let database: Database
    let limits: SignInLimits

    package init(_ database: Database, limits: SignInLimits = SignInLimits()) {
        self.database = database
        self.limits = limits
    }

    package func link(_ token: SecretToken, in browser: SecretToken?, at moment: Date) async throws -> SignInLink? {
        try await database.query(
            """
            select address, next, browser_hash, expires_at, consumed_at, superseded_at from account.sign_ins where token_hash = \(token.hash)
            """, on: .lane
        ).first.map { try Self.link($0, in: browser, at: moment) }
    }

    package func newest(in browser: SecretToken, at moment: Date) async throws -> SignInLink? {
        try await database.query(
            """
            select address, next, browser_hash, expires_at, consumed_at, superseded_at from account.sign_ins
            where browser_hash = \(browser.hash)
            order by begun_at desc, id desc limit 1
            """, on: .lane
        ).first.map { try Self.link($0, in: browser, at: moment) }
    }

    package func consume(
        _ token: SecretToken, in browser: SecretToken?, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> SignInProof {
        let connection = try transaction.connection
        let row = try await connection.query(
            """
            select id, address, next, browser_hash, expires_at, consumed_at, superseded_at from account.sign_ins
            where token_hash = \(token.hash) for update
            """
        ).first
        guard let row else { return .unknown }
        let link = try Self.link(row, in: browser, at: moment)
        guard link.state == .open else { return .closed(link.state) }
        guard link.isHere else { return .elsewhere }
        try await use(row["id"], at: moment, on: connection)
        return .proved(link.address, next: link.next)
    }

    package func consume(
        _ code: SignInCode, in browser: SecretToken, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> SignInProof {
        let connection = try transaction.connection
        let row = try await connection.query(
            """
            select id, address, next, browser_hash, code_hash, is_mailed, tries_left, expires_at, consumed_at, superseded_at
            from account.sign_ins where browser_hash = \(browser.hash)
            order by begun_at desc, id desc limit 1 for update
            """
        ).first
        guard let row else { return .unknown }
        let link = try Self.link(row, in: browser, at: moment)
        guard link.state == .open else { return .closed(link.state) }
        let (id, left): (UUID, Int) = (try row["id"], try row["tries_left"])
        guard left > 0 else { return .wrong(left: 0) }
        let (expected, isMailed): ([UInt8], Bool) = (try row["code_hash"], try row["is_mailed"])
        // Nobody was sent the code of what was not mailed: who has it has guessed.
        guard code.hash(in: browser).isEqualInConstantTime(to: expected), isMailed else {
            try await connection.query("update account.sign_ins set tries_left = \(left - 1) where id = \(id)")
            return .wrong(left: left - 1)
        }
        try await use(id, at: moment, on: connection)
        return .proved(link.address, next: link.next)
    }

    package func withdraw(mailedTo address: EmailAddress, at moment: Date, in transaction: borrowing Transaction) async throws {
        // The rows stay, for they count and their browsers ask for them. Their hashes become those of what nobody has.
        try await transaction.connection.query(
            """
            update account.sign_ins
            set token_hash = sha256(uuid_send(gen_random_uuid())), code_hash = sha256(uuid_send(gen_random_uuid()))
            where address = \(address) and is_mailed and consumed_at is null and superseded_at is null and expires_at > \(moment)
            """)
    }

    package func sweep(begunBefore moment: Date, limit: Int, in transaction: borrowing Transaction) async throws -> Int {
        try await transaction.connection.query(
            """
            with old as (
                select s.id from account.sign_ins s where s.begun_at < \(moment) order by s.begun_at limit \(limit) for update skip locked
            )
            delete from account.sign_ins s using old where s.id = old.id
            """
        ).affected
    }

    private func use(_ id: UUID, at moment: Date, on connection: PostgresConnection) async throws {
        try await connection.query("update account.sign_ins set consumed_at = \(moment) where id = \(id)")
    }

    private static func link(_ row: PostgresRow, in browser: SecretToken?, at moment: Date) throws -> SignInLink {
        let (consumedAt, supersededAt): (Date?, Date?) = (try row["consumed_at"], try row["superseded_at"])
        let (expiresAt, began): (Date, [UInt8]) = (try row["expires_at"], try row["browser_hash"])
        let state: SignInLink.State =
            if consumedAt != nil { .used } else if supersededAt != nil { .superseded } else if expiresAt <= moment { .expired } else {
                .open
            }
        return SignInLink(
            address: try row["address"], next: try row["next"], state: state,
            isHere: browser?.hash.isEqualInConstantTime(to: began) ?? false)
    }
}
