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
            let started = try await coOp.start(for: maya.id, at: now)
            let session = started.session
            #expect(session.person == maya.id && session.service == .blog && session.device == "Firefox")
            #expect(session.startedAt == now && session.expiresAt == now + 3600)
            let found = try await coOp.sessions.find(started.token, at: now)
            #expect(found == SignedIn(session: session, username: maya.username, name: "maya"))
            #expect(try await coOp.sessions.find(started.token, at: now + 3599) != nil)
            #expect(try await coOp.sessions.find(started.token, at: now + 3600) == nil)
            #expect(try await coOp.sessions.find(SessionToken(), at: now) == nil)
            #expect(try await coOp.sessions.find(#require(SessionToken(started.token.text)), at: now) != nil)
        }
    }

    @Test func `only the token's hash is stored`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            let started = try await coOp.start(for: maya.id, at: now)
            let rows = try await coOp.database.query("select token_hash, to_jsonb(s)::text as all from account.sessions s")
            let (hash, all): ([UInt8]?, String?) = (try rows.first?["token_hash"], try rows.first?["all"])
            #expect(hash == started.token.hash && hash != started.token.bytes)
            #expect(all?.contains(started.token.text) == false)
        }
    }

    @Test func `a session that is revoked is nobody's, once, and only its owner's`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, omar) = (try await coOp.register("maya", "maya@example.org"), try await coOp.register("omar", "omar@example.org"))
            let (one, two) = (try await coOp.start(for: maya.id, at: now), try await coOp.start(for: maya.id, at: now + 60))
            let other = try await coOp.start(for: omar.id, at: now)
            #expect(try await coOp.sessions.sessions(of: maya.id, at: now + 60) == [two.session, one.session])
            #expect(try await coOp.revoke(one.session.id, of: omar.id) == false)
            #expect(try await coOp.revoke(one.session.id, of: maya.id))
            #expect(try await coOp.revoke(one.session.id, of: maya.id) == false)
            #expect(try await coOp.sessions.find(one.token, at: now) == nil)
            #expect(try await coOp.sessions.find(two.token, at: now) != nil)
            let ended = try await coOp.inTransaction { (transaction: borrowing Transaction) in
                try await coOp.sessions.revokeAll(of: maya.id, in: transaction)
            }
            #expect(ended == [two.session.id])
            #expect(try await coOp.sessions.sessions(of: maya.id, at: now).isEmpty)
            #expect(try await coOp.sessions.find(other.token, at: now) != nil)
        }
    }

    @Test func `nobody who is not there is signed in, and a long name of a device is cut`() async throws {
        try await withCoOp { coOp async throws in
            let nobody = ID<Person>()
            await #expect(throws: SessionError.noSuchPerson(nobody)) { try await coOp.start(for: nobody, at: now) }
            let maya = try await coOp.register("maya", "maya@example.org")
            let started = try await coOp.start(for: maya.id, at: now, device: "\u{0}" + String(repeating: "é", count: 500))
            #expect(started.session.device == String(repeating: "é", count: 200))
        }
    }
}

extension CoOp {
    func start(for person: ID<Person>, at moment: Date, device: String = "Firefox") async throws -> StartedSession {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await sessions.start(for: person, on: .blog, device: device, at: moment, lifetime: .seconds(3600), in: transaction)
        }
    }

    func revoke(_ session: ID<Session>, of person: ID<Person>) async throws -> Bool {
        try await inTransaction { (transaction: borrowing Transaction) in try await sessions.revoke(session, of: person, in: transaction) }
    }
}
