import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

@Suite struct RegistrationsTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `a browser has one, the newest, for half an hour, and it ends once`() async throws {
        try await withCoOp { coOp async throws in
            let registrations = PostgresRegistrations(coOp.database)
            let browser = SecretToken()
            let (maya, omar) = (
                Registration(address: try #require(EmailAddress("maya@example.org")), next: "/x"),
                Registration(address: try #require(EmailAddress("omar@example.org")), next: "/")
            )
            for registration in [omar, maya] {
                try await coOp.inTransaction { (transaction: borrowing Transaction) in
                    try await registrations.begin(registration, in: browser, at: now, in: transaction)
                }
            }
            #expect(try await registrations.find(in: browser, at: now + 1799) == maya)
            #expect(try await registrations.find(in: browser, at: now + 1800) == nil)
            #expect(try await registrations.find(in: SecretToken(), at: now) == nil)
            #expect(try await coOp.end(registrations, in: browser, at: now + 1800) == nil)
            #expect(try await coOp.end(registrations, in: browser, at: now) == maya)
            #expect(try await coOp.end(registrations, in: browser, at: now) == nil)
        }
    }

    @Test func `old ones go, a batch at a time, and those that count stay`() async throws {
        try await withCoOp { coOp async throws in
            let (signIns, registrations) = (PostgresSignIns(coOp.database), PostgresRegistrations(coOp.database))
            let registration = Registration(address: try #require(EmailAddress("maya@example.org")), next: "/")
            for (number, age) in [86_401.0, 86_402, 86_403, 3600, 0].enumerated() {
                _ = try await coOp.ask(signIns, in: SecretToken(), network: UInt8(number), at: now - age)
                try await coOp.inTransaction { (transaction: borrowing Transaction) in
                    try await registrations.begin(registration, in: SecretToken(), at: now - age, in: transaction)
                }
            }
            let sweeper = SignInSweeper(signIns, registrations, in: coOp.database, batch: 2, logger: .silent)
            #expect(try await sweeper.sweep(at: now) == 3 + 4)
            #expect(try await sweeper.sweep(at: now) == 0)
            #expect(try await coOp.database.query("select 1 from account.sign_ins").count == 2)
            #expect(try await coOp.database.query("select 1 from account.registrations").count == 1)
        }
    }
}

extension CoOp {
    fileprivate func end(_ registrations: PostgresRegistrations, in browser: SecretToken, at moment: Date) async throws -> Registration? {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await registrations.end(in: browser, at: moment, in: transaction)
        }
    }
}
