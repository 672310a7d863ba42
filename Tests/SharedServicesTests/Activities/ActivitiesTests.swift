import Crypto
import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Testing

@Suite struct ActivitiesTests {
    @Test func `an activity reads back as it was written, named by the hash of its bytes`() async throws {
        try await withCoOp { coOp async throws in
            let object = ObjectReference.post(ID())
            let facts = ActivityFacts(
                title: "Soup & “bread”", slug: try slug("soup"), previousSlug: try slug("old-soup"),
                related: [.tag(ID()), .author(ID())])
            let news = NewActivity(kind: .postPublished, object: object, version: Version(3), visibility: .public, facts: facts)
            let written = try await coOp.inTransaction { (transaction: borrowing Transaction) in
                try await coOp.activities.record(news, in: transaction)
            }
            #expect(written.facts == facts && written.object == object && written.version == Version(3))
            #expect(try await coOp.activities.history(of: object, limit: 5) == [written])
            #expect(try await coOp.activities.recent(limit: 5) == [written])
            let rows = try await coOp.database.query("select payload from public.ap_activities")
            let payload: [UInt8] = try #require(rows.first)["payload"]
            #expect(ContentID(bytes: Array(SHA256.hash(data: payload))) == written.cid)
            #expect(String(decoding: payload, as: UTF8.self).hasPrefix(#"{"facts":{"previousSlug":"old-soup","related":["#))
        }
    }

    @Test func `a version of an object has one activity`() async throws {
        try await withCoOp { coOp async throws in
            let object = ObjectReference.entry(ID())
            try await coOp.record(object, 1)
            await #expect(throws: ActivityError.versionTaken(object, Version(1))) { try await coOp.record(.entryCancelled, object, 1) }
            try await coOp.record(object, 2)
            try await coOp.record(ObjectReference.entry(ID()), 1)
            #expect(try await coOp.kinds(of: object) == [.entryMoved, .entryMoved])
        }
    }

    @Test func `a change that is rolled back did not happen`() async throws {
        struct Regret: Error {}
        try await withCoOp { coOp async throws in
            await #expect(throws: Regret.self) {
                try await coOp.inTransaction { (transaction: borrowing Transaction) in
                    _ = try await coOp.publishing.save(PostDraft.short("news"), in: transaction)
                    throw Regret()
                }
            }
            let rows = try await coOp.database.query(
                "select (select count(*) from public.ap_activities) + (select count(*) from public.ap_handlings) as count")
            let count: Int? = try rows.first?["count"]
            #expect(count == 0)
        }
    }

    @Test func `what is new has the last of each object, and nothing private or taken back`() async throws {
        try await withCoOp { coOp async throws in
            let (swap, walk, secret) = (ObjectReference.entry(ID()), ObjectReference.entry(ID()), ObjectReference.entry(ID()))
            try await coOp.record(.entryAdded, swap, 1, title: "Swap")
            try await coOp.record(.entryAdded, walk, 1, title: "Walk")
            try await coOp.record(.entryMoved, swap, 2, title: "Swap, moved")
            try await coOp.record(.entryAdded, secret, 1, .private)
            #expect(try await coOp.activities.recent(limit: 10).map(\.facts.title) == ["Swap, moved", "Walk"])
            #expect(try await coOp.activities.recent(limit: 1).count == 1)
            try await coOp.published("news")
            #expect(try await coOp.activities.recent(limit: 10).first?.kind == .postPublished)
            try await coOp.unpublish(slug("news"))
            #expect(try await coOp.activities.recent(limit: 10).map(\.kind) == [.entryMoved, .entryAdded])
        }
    }

    @Test(arguments: ActivityKind.allCases)
    func `each subscribed handler has a handling of its own`(kind: ActivityKind) async throws {
        try await withCoOp { coOp async throws in
            try await coOp.record(kind, .entry(ID()), 1)
            let rows = try await coOp.database.query("select handler from public.ap_handlings order by handler")
            let handlers: [HandlerName] = try rows.map { try $0["handler"] }
            #expect(handlers == Subscriptions.handlers(of: kind) && !handlers.isEmpty)
        }
    }
}
