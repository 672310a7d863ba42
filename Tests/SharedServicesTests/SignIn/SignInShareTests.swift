import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

/// Who may have how many mails sent, so that nobody uses up what another needs (decision 0042).
@Suite struct SignInShareTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `whoever has five mails sent to Maya from one network does not keep hers away from another`() async throws {
        try await withCoOp { coOp async throws in
            let signIns = PostgresSignIns(coOp.database)
            for _ in 0..<5 { _ = try await coOp.begin(signIns, in: SecretToken(), network: 66, at: now) }
            #expect(try await coOp.ask(signIns, in: SecretToken(), network: 66, at: now) == .quiet)
            _ = try await coOp.begin(signIns, in: SecretToken(), network: 1, at: now)
        }
    }

    @Test func `from however many networks, Maya gets thirty mails an hour`() async throws {
        try await withCoOp { coOp async throws in
            let signIns = PostgresSignIns(coOp.database)
            for number in 0..<30 { _ = try await coOp.begin(signIns, in: SecretToken(), network: UInt8(number), at: now) }
            for network in [40, 41] as [UInt8] {
                #expect(try await coOp.ask(signIns, in: SecretToken(), network: network, at: now + 3599) == .quiet)
            }
            _ = try await coOp.begin(signIns, "omar@example.org", in: SecretToken(), network: 40, at: now + 3599)
            _ = try await coOp.begin(signIns, in: SecretToken(), network: 40, at: now + 3600)
        }
    }

    @Test func `the networks of a wider one have five mails sent to Maya together`() async throws {
        try await withCoOp { coOp async throws in
            let signIns = PostgresSignIns(coOp.database)
            for network in 0..<5 { _ = try await coOp.begin(signIns, in: SecretToken(), network: UInt8(network), of: 66, at: now) }
            #expect(try await coOp.ask(signIns, in: SecretToken(), network: 9, of: 66, at: now) == .quiet)
            _ = try await coOp.begin(signIns, in: SecretToken(), network: 9, of: 67, at: now)
        }
    }

    @Test func `however many networks a wider one has, it begins no more than five of them may`() async throws {
        try await withCoOp { coOp async throws in
            var limits = SignInLimits()
            limits.perNetwork = 2
            let signIns = PostgresSignIns(coOp.database, limits: limits)
            let began = try await withThrowingTaskGroup(of: BegunSignIn.self) { group in
                for network in 0..<16 {
                    group.addTask {
                        try await coOp.ask(signIns, "n\(network)@example.org", in: SecretToken(), network: UInt8(network), of: 66, at: now)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(began.filter { if case .mailed = $0 { true } else { false } }.count == 10)
            #expect(began.filter { $0 == .refused(until: now + 3600) }.count == 6)
            _ = try await coOp.begin(signIns, in: SecretToken(), network: 20, of: 67, at: now)
        }
    }

    @Test func `what is not mailed takes nothing from the rest of the site`() async throws {
        try await withCoOp { coOp async throws in
            var limits = SignInLimits()
            limits.altogether = 6
            let signIns = PostgresSignIns(coOp.database, limits: limits)
            for _ in 0..<10 { _ = try await coOp.ask(signIns, in: SecretToken(), network: 66, at: now) }
            _ = try await coOp.begin(signIns, "omar@example.org", in: SecretToken(), network: 2, at: now)
            #expect(try await coOp.ask(signIns, "omar@example.org", in: SecretToken(), network: 3, at: now) == .refused(until: now + 3600))
        }
    }

    @Test func `a code that was sent to nobody lets nobody in`() async throws {
        try await withCoOp { coOp async throws in
            let (signIns, browser) = (PostgresSignIns(coOp.database), SecretToken())
            let secrets = try await coOp.begin(signIns, in: browser, at: now)
            try await coOp.database.query("update account.sign_ins set is_mailed = false")
            #expect(try await coOp.consume(signIns, secrets.code, in: browser, at: now) == .wrong(left: 4))
        }
    }

    @Test func `what was mailed to an address can be withdrawn, and the browser that began sees no difference`() async throws {
        try await withCoOp { coOp async throws in
            let (signIns, browser, other) = (PostgresSignIns(coOp.database), SecretToken(), SecretToken())
            let maya = try #require(EmailAddress("maya@example.org"))
            let secrets = try await coOp.begin(signIns, in: browser, at: now)
            let others = try await coOp.begin(signIns, "omar@example.org", in: other, at: now)
            let before = try await signIns.newest(in: browser, at: now)
            try await coOp.inTransaction { (transaction: borrowing Transaction) in
                try await signIns.withdraw(mailedTo: maya, at: now, in: transaction)
            }
            #expect(try await signIns.link(secrets.token, in: browser, at: now) == nil)
            #expect(try await coOp.consume(signIns, secrets.token, in: browser, at: now) == .unknown)
            #expect(try await coOp.consume(signIns, secrets.code, in: browser, at: now) == .wrong(left: 4))
            #expect(try await signIns.newest(in: browser, at: now) == before && before?.state == .open)
            #expect(try await signIns.link(others.token, in: other, at: now)?.state == .open)
            // It still counts as a mail to the address.
            for _ in 0..<4 { _ = try await coOp.begin(signIns, in: SecretToken(), at: now) }
            #expect(try await coOp.ask(signIns, in: SecretToken(), at: now) == .quiet)
        }
    }
}
