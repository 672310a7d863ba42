import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

@Suite struct SignInsTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)
    private let browser = SecretToken()

    @Test func `a link is used once, in the browser that began, within a quarter of an hour`() async throws {
        try await withCoOp { coOp async throws in
            let signIns = PostgresSignIns(coOp.database)
            let secrets = try await coOp.begin(signIns, in: browser, at: now)
            let maya = try #require(EmailAddress("maya@example.org"))
            #expect(secrets.expiresAt == now + 900 && secrets.code == SignInCode(of: secrets.token))
            let link = SignInLink(address: maya, next: "/x", state: .open, isHere: true)
            #expect(try await signIns.link(secrets.token, in: browser, at: now) == link)
            #expect(try await signIns.link(secrets.token, in: SecretToken(), at: now)?.isHere == false)
            #expect(try await signIns.link(secrets.token, in: nil, at: now)?.isHere == false)
            #expect(try await signIns.link(SecretToken(), in: browser, at: now) == nil)
            #expect(try await signIns.newest(in: browser, at: now + 900)?.state == .expired)
            for other in [SecretToken(), nil] { #expect(try await coOp.consume(signIns, secrets.token, in: other, at: now) == .elsewhere) }
            #expect(try await coOp.consume(signIns, secrets.token, in: browser, at: now + 900) == .closed(.expired))
            #expect(try await coOp.consume(signIns, secrets.token, in: browser, at: now + 899) == .proved(maya, next: "/x"))
            #expect(try await coOp.consume(signIns, secrets.token, in: browser, at: now) == .closed(.used))
            #expect(try await coOp.consume(signIns, secrets.code, in: browser, at: now) == .closed(.used))
            #expect(try await coOp.consume(signIns, SecretToken(), in: browser, at: now) == .unknown)
        }
    }

    @Test func `of twenty who use a link or its code at once, one has it`() async throws {
        try await withCoOp { coOp async throws in
            let signIns = PostgresSignIns(coOp.database)
            for round in 0..<3 {
                let browser = SecretToken()
                let secrets = try await coOp.begin(signIns, in: browser, at: now + Double(round))
                let proofs = try await withThrowingTaskGroup(of: SignInProof.self) { group in
                    for number in 0..<20 {
                        group.addTask {
                            number.isMultiple(of: 2)
                                ? try await coOp.consume(signIns, secrets.token, in: browser, at: now)
                                : try await coOp.consume(signIns, secrets.code, in: browser, at: now)
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(proofs.filter { if case .proved = $0 { true } else { false } }.count == 1)
                #expect(proofs.filter { $0 == .closed(.used) }.count == 19)
            }
        }
    }

    @Test func `five wrong codes at once spend five tries, however many come`() async throws {
        try await withCoOp { coOp async throws in
            let signIns = PostgresSignIns(coOp.database)
            let secrets = try await coOp.begin(signIns, in: browser, at: now)
            let wrong = SignInCode(number: 1)
            let proofs = try await withThrowingTaskGroup(of: SignInProof.self) { group in
                for _ in 0..<20 { group.addTask { try await coOp.consume(signIns, wrong, in: browser, at: now) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for left in 1...4 { #expect(proofs.filter { $0 == .wrong(left: left) }.count == 1) }
            #expect(proofs.filter { $0 == .wrong(left: 0) }.count == 16)
            #expect(try await coOp.consume(signIns, secrets.code, in: browser, at: now) == .wrong(left: 0))
        }
    }

    @Test func `a code fits one browser alone`() async throws {
        try await withCoOp { coOp async throws in
            let signIns = PostgresSignIns(coOp.database)
            let (first, second) = (try await coOp.begin(signIns, in: browser, at: now), SecretToken())
            #expect(try await coOp.consume(signIns, first.code, in: second, at: now) == .unknown)
            _ = try await coOp.begin(signIns, in: second, at: now)
            #expect(try await coOp.consume(signIns, first.code, in: second, at: now) == .wrong(left: 4))
        }
    }

    @Test func `the newest of a browser counts, and others' are left alone`() async throws {
        try await withCoOp { coOp async throws in
            let signIns = PostgresSignIns(coOp.database)
            let other = SecretToken()
            let (first, others) = (try await coOp.begin(signIns, in: browser, at: now), try await coOp.begin(signIns, in: other, at: now))
            let second = try await coOp.begin(signIns, "omar@example.org", in: browser, at: now + 1)
            #expect(try await coOp.consume(signIns, first.token, in: browser, at: now + 2) == .closed(.superseded))
            #expect(try await signIns.link(others.token, in: other, at: now + 2)?.state == .open)
            #expect(try await signIns.newest(in: browser, at: now + 2)?.address.description == "omar@example.org")
            #expect(try await signIns.link(second.token, in: browser, at: now + 2)?.state == .open)
        }
    }

    @Test func `however many ask at once, a network has five mails sent to an address and gets twenty answers an hour`() async throws {
        try await withCoOp { coOp async throws in
            let signIns = PostgresSignIns(coOp.database)
            let began = try await withThrowingTaskGroup(of: BegunSignIn.self) { group in
                for _ in 0..<30 { group.addTask { try await coOp.ask(signIns, in: SecretToken(), at: now) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(began.filter { if case .mailed = $0 { true } else { false } }.count == 5)
            #expect(began.filter { $0 == .quiet }.count == 15)
            #expect(began.filter { $0 == .refused(until: now + 3600) }.count == 10)
            _ = try await coOp.begin(signIns, in: SecretToken(), at: now + 3600)
        }
    }

    @Test func `what would not be mailed leaves alone what was, to the same address`() async throws {
        try await withCoOp { coOp async throws in
            let signIns = PostgresSignIns(coOp.database)
            var last: SignInSecrets?
            for number in 0..<5 { last = try await coOp.begin(signIns, in: browser, at: now + Double(number)) }
            #expect(try await coOp.ask(signIns, in: browser, at: now + 5) == .quiet)
            let token = try #require(last?.token)
            #expect(try await signIns.link(token, in: browser, at: now + 6)?.state == .open)
            // Another address is another wish.
            _ = try await coOp.begin(signIns, "omar@example.org", in: browser, at: now + 7)
            #expect(try await signIns.link(token, in: browser, at: now + 8)?.state == .superseded)
            #expect(try await coOp.ask(signIns, in: browser, at: now + 9) == .quiet)
            #expect(try await signIns.newest(in: browser, at: now + 10)?.address.description == "maya@example.org")
        }
    }
}

extension CoOp {
    func ask(
        _ signIns: PostgresSignIns, _ address: String = "maya@example.org", in browser: SecretToken, network: UInt8 = 1,
        of wider: UInt8? = nil,
        at moment: Date
    ) async throws -> BegunSignIn {
        let address = try #require(EmailAddress(address))
        let sign = NewSignIn(
            address: address, browser: browser, next: "/x", network: Array(repeating: network, count: 32),
            widerNetwork: Array(repeating: wider ?? network, count: 32))
        return try await inTransaction { (transaction: borrowing Transaction) in try await signIns.begin(sign, at: moment, in: transaction)
        }
    }

    func begin(
        _ signIns: PostgresSignIns, _ address: String = "maya@example.org", in browser: SecretToken, network: UInt8 = 1,
        of wider: UInt8? = nil,
        at moment: Date
    ) async throws -> SignInSecrets {
        guard case .mailed(let secrets) = try await ask(signIns, address, in: browser, network: network, of: wider, at: moment) else {
            throw NoSlug(text: address)
        }
        return secrets
    }

    func consume(_ signIns: PostgresSignIns, _ token: SecretToken, in browser: SecretToken?, at moment: Date) async throws -> SignInProof {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await signIns.consume(token, in: browser, at: moment, in: transaction)
        }
    }

    func consume(_ signIns: PostgresSignIns, _ code: SignInCode, in browser: SecretToken, at moment: Date) async throws -> SignInProof {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await signIns.consume(code, in: browser, at: moment, in: transaction)
        }
    }
}
