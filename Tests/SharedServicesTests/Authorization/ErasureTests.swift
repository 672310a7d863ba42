import FoundationEssentials
import Logging
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

@Suite struct ErasureTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `what somebody let goes with them; that a program knew the device stays, nameless, until it has been told`() async throws {
        try await withAlly(at: now) { ally async throws in
            let (coOp, person) = (ally.coOp, ally.device.person)
            try await coOp.register(registered("ally"), at: now)
            try await coOp.consent([.openid], person, ally.id, at: now)
            let (grant, token) = try await ally.begin(at: now)
            let code = try await ally.code(at: now)
            try await coOp.erase(person)
            #expect(try await coOp.grants.grant(grant.id) == nil)
            #expect(try await ally.refresh(token, at: now) == .refused)
            #expect(try await ally.redeem(code, at: now) == .refused)
            for table: SQL in ["select from oauth.consents", "select from oauth.codes", "select from oauth.refresh_tokens"] {
                #expect(try await coOp.database.query(table).isEmpty)
            }
            let left = try await coOp.database.query("select person_id, nonce, ended_at from oauth.grants")
            #expect(left.count == 2)
            for row in left {
                let (name, nonce, endedAt): (ID<Person>?, String?, Date?) = (try row["person_id"], try row["nonce"], try row["ended_at"])
                #expect(name == nil && nonce == nil && endedAt != nil)
            }
            let clients = try await coOp.inTransaction { (transaction: borrowing Transaction) in
                try await coOp.grants.endAll(on: ally.device.id, at: now, in: transaction)
            }
            #expect(clients == [ally.id])
            // They ended by the database's clock.
            let sweeper = AuthorizationSweeper(coOp.database, logger: .init(label: "test"))
            await sweeper.sweep(at: Date() + 29 * 86_400)
            #expect(try await coOp.database.query("select from oauth.grants").count == 2)
            await sweeper.sweep(at: Date() + 31 * 86_400)
            #expect(try await coOp.database.query("select from oauth.grants").isEmpty)
        }
    }

    @Test func `nothing is let in the name of somebody who has left meanwhile`() async throws {
        try await withAlly(at: now) { ally async throws in
            let (coOp, person) = (ally.coOp, ally.device.person)
            try await coOp.register(registered("ally"), at: now)
            try await coOp.database.query("delete from account.people where id = \(person)")
            await #expect(throws: PersonHasLeft(person)) { try await ally.code(at: now) }
            await #expect(throws: PersonHasLeft(person)) { try await coOp.consent([.openid], person, ally.id, at: now) }
            #expect(try await coOp.database.query("select from oauth.grants").isEmpty)
        }
    }

    @Test func `a token that is exchanged while its owner leaves gives nothing more`() async throws {
        try await withAlly(at: now) { ally async throws in
            let (coOp, person) = (ally.coOp, ally.device.person)
            let (_, first) = try await ally.begin(at: now)
            let (redemption, erasure) = try await coOp.inTransaction { (transaction: borrowing Transaction) in
                let redemption = try await coOp.grants.refresh(first, by: ally.id, at: now, in: transaction)
                let erasure = Task { try await coOp.erase(person) }
                try await eventually("the erasure waits for the exchange") {
                    try await !coOp.database.query(
                        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
                    ).isEmpty
                }
                return (redemption, erasure)
            }
            try await erasure.value
            // It came too late to be deleted with the others.
            let second = try #require(redemption.token)
            #expect(try await coOp.database.query("select from oauth.refresh_tokens").count == 1)
            #expect(try await ally.refresh(second, at: now + 1) == .refused)
            #expect(try await coOp.database.query("select from oauth.grants where ended_at is null or person_id is not null").isEmpty)
        }
    }
}

extension CoOp {
    /// As account does when somebody leaves.
    fileprivate func erase(_ id: ID<Person>) async throws {
        guard let person = try await people.person(id) else { throw NoSlug(text: "nobody") }
        let records = AuthorizationRecords(consents)
        try await inTransaction { (transaction: borrowing Transaction) in
            try await records.erase(RecordsOwner(person: person, baskets: []), in: transaction)
            try await transaction.connection.query("delete from account.people where id = \(id)")
        }
    }
}
