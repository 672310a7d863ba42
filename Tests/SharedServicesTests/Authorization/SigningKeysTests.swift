import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Testing

@Suite struct SigningKeysTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `the next key is published before it signs, and the one before it afterwards`() async throws {
        try await withCoOp { coOp async throws in
            #expect(try await coOp.completeKeys(at: now))
            #expect(try await !coOp.completeKeys(at: now))
            let first = try await coOp.signingKeys.keys()
            #expect(first.map(\.status) == [.current, .next])
            await #expect(throws: SigningKeyError.tooNew(publishedAt: now)) { try await coOp.rotate(published: now - 1, at: now + 10) }
            try await coOp.rotate(published: now, at: now + 3600)
            let second = try await coOp.signingKeys.keys()
            #expect(second.map(\.status) == [.current, .next, .previous])
            #expect(second[0].id == first[1].id && second[0].privateKey == first[1].privateKey && second[2].id == first[0].id)
            #expect(Set(second.map(\.id)).count == 3)
            #expect(try await coOp.forget(before: now + 3600) == 0)
            #expect(try await coOp.forget(before: now + 3601) == 1)
            #expect(try await coOp.signingKeys.keys().map(\.status) == [.current, .next])
        }
    }

    @Test func `a key's term is 90 days`() async throws {
        try await withCoOp { coOp async throws in
            _ = try await coOp.completeKeys(at: now)
            #expect(try await !coOp.turn(at: now + 90 * 86_400 - 1))
            #expect(try await coOp.turn(at: now + 90 * 86_400))
            #expect(try await !coOp.turn(at: now + 91 * 86_400))
        }
    }

    @Test func `a next key that is new is published for an hour before it signs, however long the current one has signed`() async throws {
        try await withCoOp { coOp async throws in
            _ = try await coOp.completeKeys(at: now)
            // It was lost, and made anew just before its turn.
            let due = now + 90 * 86_400
            try await coOp.database.query("delete from oauth.signing_keys where status = 'next'")
            #expect(try await coOp.completeKeys(at: due - 1))
            let before = try await coOp.signingKeys.keys().map(\.id)
            for moment in [due, due + 3598] { #expect(try await !coOp.turn(at: moment)) }
            #expect(try await coOp.signingKeys.keys().map(\.id) == before)
            #expect(try await coOp.turn(at: due + 3599))
            #expect(try await coOp.signingKeys.keys().first?.id == before[1])
        }
    }

    @Test func `many that complete or turn them at once make one pair, and one turn`() async throws {
        try await withCoOp { coOp async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 { group.addTask { _ = try await coOp.completeKeys(at: now) } }
                try await group.waitForAll()
            }
            #expect(try await coOp.signingKeys.keys().count == 2)
            let turns = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<6 { group.addTask { try await coOp.turn(at: now + 90 * 86_400) } }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(turns == 1)
            #expect(try await coOp.signingKeys.keys().count == 3)
        }
    }

    @Test func `a key is sealed, and opened by the same secret and under its own name alone`() async throws {
        try await withCoOp { coOp async throws in
            _ = try await coOp.completeKeys(at: now)
            let keys = try await coOp.signingKeys.keys()
            let rows = try await coOp.database.query("select sealed from oauth.signing_keys where status = 'current'")
            let sealed: [UInt8] = try rows[0]["sealed"]
            #expect(sealed.count == keys[0].privateKey.count + 28 && sealed.firstRange(of: keys[0].privateKey.prefix(32)) == nil)
            #expect("\(keys[0])" == "SigningKey(\(keys[0].id), current)")
            let others = PostgresSigningKeys(coOp.database, seal: KeySeal(issuerKey: [UInt8](repeating: 8, count: 32)))
            await #expect(throws: SigningKeyError.sealed(keys[0].id)) { try await others.keys() }
            try await coOp.database.query("update oauth.signing_keys set id = 'another' where status = 'current'")
            await #expect(throws: SigningKeyError.sealed("another")) { try await coOp.signingKeys.keys() }
        }
    }
}

extension CoOp {
    fileprivate func completeKeys(at moment: Date) async throws -> Bool {
        try await inTransaction { (transaction: borrowing Transaction) in try await signingKeys.complete(at: moment, in: transaction) }
    }
    fileprivate func rotate(published: Date, at moment: Date) async throws {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await signingKeys.rotate(published: published, at: moment, in: transaction)
        }
    }
    fileprivate func turn(at moment: Date) async throws -> Bool {
        try await inTransaction { (transaction: borrowing Transaction) in try await signingKeys.turn(at: moment, in: transaction) }
    }
    fileprivate func forget(before date: Date) async throws -> Int {
        try await inTransaction { (transaction: borrowing Transaction) in try await signingKeys.forget(before: date, in: transaction) }
    }
}
