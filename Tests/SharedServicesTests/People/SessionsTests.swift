import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Testing

@Suite struct SessionsTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `a token finds its session until it runs out`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            let device = try await coOp.signIn(maya.id, at: now)
            let started = try await coOp.start(on: device.id, at: now)
            let session = started.session
            #expect(session.person == maya.id && session.service == .blog && session.device == device.id)
            #expect(session.startedAt == now && session.expiresAt == now + 3600)
            let found = try await coOp.sessions.find(started.token, at: now)
            #expect(found == SignedIn(session: session, username: maya.username, name: "maya"))
            #expect(try await coOp.sessions.find(started.token, at: now + 3599) != nil)
            #expect(try await coOp.sessions.find(started.token, at: now + 3600) == nil)
            #expect(try await coOp.sessions.find(SecretToken(), at: now) == nil)
            #expect(try await coOp.sessions.find(#require(SecretToken(started.token.text)), at: now) != nil)
        }
    }

    @Test func `only the token's hash is stored`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            let started = try await coOp.start(on: coOp.signIn(maya.id, at: now).id, at: now)
            let rows = try await coOp.database.query("select token_hash, to_jsonb(s)::text as all from account.sessions s")
            let (hash, all): ([UInt8]?, String?) = (try rows.first?["token_hash"], try rows.first?["all"])
            #expect(hash == started.token.hash && hash != started.token.bytes)
            #expect(all?.contains(started.token.text) == false)
        }
    }

    @Test func `a session does not outlive its device, nor start on one that has ended or run out`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            let device = try await coOp.signIn(maya.id, at: now)
            let late = device.expiresAt - 60
            #expect(try await coOp.start(on: device.id, at: late).session.expiresAt == device.expiresAt)
            await #expect(throws: SessionError.noSuchDevice(device.id)) { try await coOp.start(on: device.id, at: device.expiresAt) }
            #expect(try await coOp.end(device.id, of: maya.id, at: now).count == 1)
            await #expect(throws: SessionError.noSuchDevice(device.id)) { try await coOp.start(on: device.id, at: now) }
            let nowhere = ID<Device>()
            await #expect(throws: SessionError.noSuchDevice(nowhere)) { try await coOp.start(on: nowhere, at: now) }
        }
    }

    @Test func `leaving one service ends nothing elsewhere`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            let device = try await coOp.signIn(maya.id, at: now)
            let (blog, cart) = (try await coOp.start(on: device.id, at: now), try await coOp.start(on: device.id, at: now, service: .cart))
            let ended = try await coOp.inTransaction { (transaction: borrowing Transaction) in
                try await coOp.sessions.revoke(on: device.id, at: .blog, in: transaction)
            }
            #expect(ended == [blog.session.id])
            #expect(try await coOp.sessions.find(blog.token, at: now) == nil)
            #expect(try await coOp.sessions.find(cart.token, at: now) != nil)
            #expect(try await coOp.sessions.sessions(of: maya.id, at: now) == [cart.session])
        }
    }
}

extension CoOp {
    func signIn(_ person: ID<Person>, at moment: Date, label: String = "Firefox on Linux", baskets: [ID<Basket>] = []) async throws
        -> Device
    {
        try await inTransaction { (transaction: borrowing Transaction) in
            let signIn = SignIn(person: person, label: label, method: .mail, baskets: baskets)
            return try await devices.begin(signIn, at: moment, in: transaction)
        }
    }

    func start(on device: ID<Device>, at moment: Date, service: ServiceName = .blog) async throws -> StartedSession {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await sessions.start(on: device, at: service, moment: moment, lifetime: .seconds(3600), in: transaction)
        }
    }

    func end(_ device: ID<Device>, of person: ID<Person>, at moment: Date) async throws -> [ID<Session>] {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await devices.end(device, of: person, at: moment, in: transaction)
        }
    }
}
