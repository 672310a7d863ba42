import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Testing

@Suite struct HandlingsTests {
    private let swap = ObjectReference.entry(ID())

    @Test func `a handling is claimed once, and finished once`() async throws {
        try await withCoOp { coOp async throws in
            let activity = try await coOp.record(swap, 1)
            let handling = try #require(try await coOp.claim().first)
            #expect(handling.activity == activity && handling.handler == .eventsFragments && handling.attempt == 1)
            #expect(try await coOp.claim().isEmpty)
            #expect(try await coOp.handlings.finish(handling))
            #expect(try await coOp.handlings.finish(handling) == false)
            #expect(try await coOp.handlings.fail(handling, error: "late", retryAfter: .zero) == false)
            #expect(try await coOp.states() == [.done: 1])
            #expect(try await coOp.handlings.claim(for: [.blogFragments], limit: 10, lease: .seconds(1)).isEmpty)
        }
    }

    @Test func `an object's versions come one after the other, and other objects beside them`() async throws {
        try await withCoOp { coOp async throws in
            try await coOp.record(swap, 2)
            try await coOp.record(swap, 1)
            try await coOp.record(.entry(ID()), 7)
            let first = try await coOp.claim()
            #expect(Set(first.map(\.activity.version)) == [Version(1), Version(7)])
            #expect(try await coOp.claim().isEmpty)
            for handling in first { _ = try await coOp.handlings.finish(handling) }
            #expect(try await coOp.claim().map(\.activity.version) == [Version(2)])
        }
    }

    @Test func `many who claim at the same time never get the same, nor two versions of an object`() async throws {
        try await withCoOp { coOp async throws in
            for _ in 0..<10 {
                let object = ObjectReference.entry(ID())
                for version in 1...3 { try await coOp.record(object, version) }
            }
            let claimed = try await withThrowingTaskGroup(of: [Handling].self) { group in
                for _ in 0..<8 { group.addTask { try await coOp.claim(4) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(Set(claimed.map(\.activity.id)).count == claimed.count)
            #expect(claimed.allSatisfy { $0.activity.version == .first })
            #expect(try await coOp.claim(100).count + claimed.count == 10)
        }
    }

    @Test func `what a processor that crashed had claimed is due again when its lease ends`() async throws {
        try await withCoOp { coOp async throws in
            try await coOp.record(swap, 1)
            try await coOp.record(swap, 2)
            let crashed = try #require(try await coOp.claim().first)
            #expect(try await coOp.claim().isEmpty)
            try await coOp.anHourPasses()
            let again = try #require(try await coOp.claim().first)
            #expect(again.activity == crashed.activity && again.attempt == 2 && again.lease != crashed.lease)
            // The first comes back to life: it has no say any more.
            #expect(try await coOp.handlings.finish(crashed) == false)
            #expect(try await coOp.handlings.fail(crashed, error: "late", retryAfter: nil) == false)
            #expect(try await coOp.handlings.finish(again))
            #expect(try await coOp.claim().map(\.activity.version) == [Version(2)])
        }
    }

    @Test func `one that failed waits, and holds up later versions of its object only`() async throws {
        try await withCoOp { coOp async throws in
            try await coOp.record(swap, 1)
            try await coOp.record(swap, 2)
            let handling = try #require(try await coOp.claim().first)
            #expect(try await coOp.handlings.fail(handling, error: "Redis is away\u{0}", retryAfter: .seconds(60)))
            #expect(try await coOp.claim().isEmpty)
            try await coOp.record(.entry(ID()), 1)
            #expect(try await coOp.claim().count == 1)
            try await coOp.anHourPasses()
            #expect(try await coOp.claim().map(\.attempt) == [2, 2])
        }
    }

    @Test func `a parked one waits for an operator, who has it tried again or skips it`() async throws {
        try await withCoOp { coOp async throws in
            let activity = try await coOp.record(swap, 1)
            try await coOp.record(swap, 2)
            for isSkipped in [false, true] {
                let handling = try #require(try await coOp.claim().first)
                #expect(handling.attempt == 1)
                #expect(try await coOp.handlings.fail(handling, error: "it cannot be", retryAfter: nil))
                #expect(try await coOp.claim().isEmpty)
                let parked = try await coOp.handlings.parked(limit: 10)
                #expect(parked.count == 1)
                #expect(parked.first?.error == "it cannot be" && parked.first?.attempts == 1 && parked.first?.kind == .entryMoved)
                #expect(parked.first?.activity == activity.id && parked.first?.object == swap && parked.first?.version == .first)
                #expect(try await isSkipped ? coOp.skip(activity.id) : coOp.retry(activity.id))
                #expect(try await isSkipped ? coOp.skip(activity.id) == false : coOp.retry(activity.id) == false)
            }
            #expect(try await coOp.states() == [.skipped: 1, .waiting: 1])
            #expect(try await coOp.claim().map(\.activity.version) == [Version(2)])
            #expect(try await coOp.handlings.parked(limit: 10).isEmpty)
            #expect(try await coOp.retry(ID()) == false)
        }
    }

    @Test func `an activity that this build cannot read is left to one that can`() async throws {
        try await withCoOp { coOp async throws in
            let unknown = try await coOp.record(swap, 1)
            let known = try await coOp.record(.entry(ID()), 1)
            try await coOp.database.query("update public.ap_activities set kind = 'entry.sung' where id = \(unknown.id)")
            #expect(try await coOp.claim().map(\.activity) == [known])
            let rows = try await coOp.database.query(
                """
                select status, error, attempts, due_at > now() + interval '30 seconds' as waits from public.ap_handlings
                where activity_id = \(unknown.id)
                """)
            let row = try #require(rows.first)
            let (status, error, waits): (HandlingState, String, Bool) = (try row["status"], try row["error"], try row["waits"])
            #expect(status == .waiting && error.contains("entry.sung") && waits)
            let attempts: Int = try row["attempts"]
            #expect(attempts == 0)
        }
    }

    @Test func `the times of an operator's list and a refusal by the database are real`() async throws {
        try await withCoOp { coOp async throws in
            let activity = try await coOp.record(swap, 1)
            await #expect(throws: PostgresError.self) {
                try await coOp.database.query("update public.ap_handlings set status = 'done' where activity_id = \(activity.id)")
            }
            let handling = try #require(try await coOp.claim().first)
            _ = try await coOp.handlings.fail(handling, error: "x", retryAfter: nil)
            let parked = try #require(try await coOp.handlings.parked(limit: 1).first)
            #expect(abs(parked.parkedAt.timeIntervalSinceNow) < 60)
            #expect(try await coOp.handlings.parked(limit: 0).isEmpty)
        }
    }
}
