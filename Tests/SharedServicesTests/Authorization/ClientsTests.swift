import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Testing

@Suite struct ClientsTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `a client is found as it was registered, until it is retired, and its id is not given again`() async throws {
        try await withAlly(at: now) { ally async throws in
            let client = try registered("ally", logout: "https://ally.example/logout")
            try await ally.coOp.register(client, at: now)
            #expect(try await ally.coOp.clients.client(client.id) == client)
            await #expect(throws: ClientError.idTaken(client.id)) { try await ally.coOp.register(client, at: now) }
            let (grant, _) = try await ally.begin(at: now)
            try await ally.coOp.consent([.openid], ally.device.person, client.id, at: now)
            #expect(try await ally.coOp.retire(client.id, at: now + 1) == .updated)
            #expect(try await ally.coOp.retire(client.id, at: now + 2) == .unchanged)
            #expect(try await ally.coOp.clients.client(client.id) == nil)
            #expect(try await ally.coOp.clients.all() == [RegisteredClient(client: client, registeredAt: now, retiredAt: now + 1)])
            #expect(try await ally.coOp.grants.grant(grant.id) == nil)
            #expect(try await ally.coOp.scopes(of: ally.device.person, for: client.id) == [])
            await #expect(throws: ClientError.idTaken(client.id)) { try await ally.coOp.register(client, at: now) }
        }
    }

    @Test func `nobody is registered under the name of one of our services, or without a name`() async throws {
        try await withCoOp { coOp async throws in
            for service in ServiceName.allCases {
                let client = try registered(service.rawValue)
                await #expect(throws: ClientError.idTaken(client.id)) { try await coOp.register(client, at: now) }
            }
            let nameless = try registered("ally")
            let client = Client(
                id: nameless.id, kind: .thirdParty, name: "", secretHash: nil, redirects: nameless.redirects, postLogoutRedirects: [],
                logoutAddress: nil)
            await #expect(throws: ClientError.invalid(field: "name")) { try await coOp.register(client, at: now) }
            await #expect(throws: ClientError.noSuchClient(client.id)) { try await coOp.retire(client.id, at: now) }
        }
    }

    @Test func `consents add up, are listed, and are withdrawn with the client's grants on every device`() async throws {
        try await withAlly(at: now) { ally async throws in
            let (coOp, person) = (ally.coOp, ally.device.person)
            try await coOp.register(registered("ally"), at: now)
            try await coOp.consent([.openid], person, ally.id, at: now)
            try await coOp.consent([.openid, .email], person, ally.id, at: now + 1)
            #expect(try await coOp.scopes(of: person, for: ally.id) == [.openid, .email])
            let consent = Consent(
                client: ally.id, name: "An ally", origins: ["https://ally.example"], scopes: [.openid, .email], givenAt: now + 1,
                usedAt: nil)
            #expect(try await coOp.consents.consents(of: person) == [consent])
            let (grant, token) = try await ally.begin(at: now)
            #expect(try await coOp.consents.consents(of: person).first?.usedAt == now)
            _ = try await ally.refresh(token, at: now + 600)
            #expect(try await coOp.consents.consents(of: person).first?.usedAt == now + 600)
            let withdrawals = try await [coOp.withdraw(ally.id, person, at: now), coOp.withdraw(ally.id, person, at: now)]
            #expect(withdrawals == [true, false])
            #expect(try await coOp.consents.consents(of: person) == [])
            #expect(try await coOp.grants.grant(grant.id) == nil)
        }
    }

    @Test func `what is let while it is taken back is let before, and ends with it`() async throws {
        try await withAlly(at: now) { ally async throws in
            let (coOp, person) = (ally.coOp, ally.device.person)
            try await coOp.register(registered("ally"), at: now)
            for _ in 0..<20 {
                try await coOp.consent([.openid], person, ally.id, at: now)
                async let withdrawal = coOp.withdraw(ally.id, person, at: now)
                let challenge = try #require(CodeChallenge(Ally.challenge))
                let new = NewGrant(
                    client: ally.id, device: ally.device, scopes: [.openid], nonce: nil, redirect: ally.redirect, challenge: challenge)
                try await coOp.inTransaction { (transaction: borrowing Transaction) in
                    guard try await coOp.consents.scopes(of: person, for: ally.id, in: transaction) == [.openid] else { return }
                    // So that the other one comes between.
                    try await transaction.connection.query("select pg_sleep(0.005)")
                    _ = try await coOp.grants.grant(new, at: now, in: transaction)
                }
                #expect(try await withdrawal)
                #expect(try await coOp.database.query("select from oauth.grants where ended_at is null").isEmpty)
            }
        }
    }

    @Test func `a callback address is https, or http on the machine itself, and has no fragment`() {
        for text in [
            "https://ally.example/cb", "https://ally.example", "https://ally.example:8443/a?b=c", "http://localhost:1234/cb",
            "http://127.0.0.1/cb",
            "http://[::1]:99/cb", "http://blog.rose-ash.localhost:8000/auth/callback",
        ] { #expect(CallbackAddress(text)?.description == text, "\(text)") }
        for text in [
            "http://ally.example/cb", "https://ally.example/cb#x", "https:///cb", "https://u@ally.example/", "javascript:alert(1)",
            "com.ally:/cb",
            "https://ally.example/a b", "https://ally.example/é", "https://ally.example:0/", "https://ally.example:x/", "//ally.example",
            "",
            "http://localhost.ally.example/", "https://ally.example\\@evil.example/", "https://" + String(repeating: "a", count: 2000),
        ] { #expect(CallbackAddress(text) == nil, "\(text)") }
        #expect(CallbackAddress("https://ally.example:8443/a?b=c")?.origin == "https://ally.example:8443")
        #expect(CallbackAddress("https://ally.example/a?b=c")?.adding(query: "d=e") == "https://ally.example/a?b=c&d=e")
    }
}

extension CoOp {
    func register(_ client: Client, at moment: Date) async throws {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await clients.register(client, at: moment, in: transaction)
        }
    }
    func consent(_ scopes: Set<Scope>, _ person: ID<Person>, _ client: ClientID, at moment: Date) async throws {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await consents.give(scopes, by: person, to: client, at: moment, in: transaction)
        }
    }
    fileprivate func retire(_ client: ClientID, at moment: Date) async throws -> Change {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await clients.retire(client, at: moment, in: transaction)
        }
    }
    fileprivate func scopes(of person: ID<Person>, for client: ClientID) async throws -> Set<Scope> {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await consents.scopes(of: person, for: client, in: transaction)
        }
    }
    fileprivate func withdraw(_ client: ClientID, _ person: ID<Person>, at moment: Date) async throws -> Bool {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await consents.withdraw(from: client, by: person, at: moment, in: transaction)
        }
    }
}
