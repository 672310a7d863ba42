import FoundationEssentials
import Logging
import ServiceLifecycle
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

@Suite struct EventProcessorTests {
    @Test func `what happens is handled at once, because the database notifies`() async throws {
        try await withCoOp { coOp async throws in
            let handler = Recorder()
            try await coOp.withProcessor(handler, poll: .seconds(3600)) {
                try await coOp.somebodyListens()
                let activity = try await coOp.record(.entry(ID()), 1)
                try await eventually(within: .seconds(10)) { handler.seen == [activity] }
                try await eventually(within: .seconds(10)) { try await coOp.states() == [.done: 1] }
            }
        }
    }

    @Test func `what happened while no processor ran is handled when one starts`() async throws {
        try await withCoOp { coOp async throws in
            let object = ObjectReference.entry(ID())
            for version in 1...5 { try await coOp.record(object, version) }
            let handler = Recorder()
            try await coOp.withProcessor(handler, poll: .seconds(3600)) {
                try await eventually(within: .seconds(10)) { handler.seen.count == 5 }
            }
            #expect(handler.seen.map(\.version.number) == [1, 2, 3, 4, 5])
        }
    }

    @Test func `when a notification is lost, the clock finds what it told of`() async throws {
        try await withCoOp { coOp async throws in
            let handler = Recorder()
            try await coOp.withProcessor(handler, poll: .milliseconds(100)) {
                try await coOp.somebodyListens()
                let activity = try await coOp.record(.tagChanged, .tag(ID()), 1)
                // A handling that nobody notified of.
                try await coOp.database.query(
                    """
                    insert into public.ap_handlings (activity_id, handler, object_kind, object_id, version)
                    values (\(activity.id), 'events.fragments', 'tag', \(activity.object.id), 1)
                    """)
                try await eventually(within: .seconds(10)) { handler.seen.count == 1 }
            }
        }
    }

    @Test func `two processors share the work, each activity once, and in order for each object`() async throws {
        try await withCoOp { coOp async throws in
            let (one, other) = (Recorder(taking: .milliseconds(2)), Recorder(taking: .milliseconds(2)))
            let objects = (0..<8).map { _ in ObjectReference.entry(ID()) }
            for version in 1...6 { for object in objects { try await coOp.record(object, version) } }
            try await coOp.withProcessor(one, poll: .milliseconds(100)) {
                try await coOp.withProcessor(other, poll: .milliseconds(100)) {
                    try await eventually(within: .seconds(10)) { try await coOp.states() == [.done: 48] }
                }
            }
            let all = (one.seenAt + other.seenAt).sorted { $0.1 < $1.1 }.map(\.0)
            #expect(all.count == 48)
            #expect(!one.seen.isEmpty && !other.seen.isEmpty)
            for object in objects { #expect(all.filter { $0.object == object }.map(\.version.number) == [1, 2, 3, 4, 5, 6]) }
        }
    }

    @Test func `a processor that is told to stop finishes what is under way and takes no more`() async throws {
        try await withCoOp { coOp async throws in
            let handler = Recorder(taking: .milliseconds(1500))
            for _ in 0..<4 { try await coOp.record(.entry(ID()), 1) }
            try await coOp.withProcessor(handler, workers: 2) { try await eventually(within: .seconds(10)) { handler.begun >= 2 } }
            #expect(try await coOp.states() == [.done: 2, .waiting: 2])
        }
    }

    @Test func `what does not end in time is given back when the processor stops`() async throws {
        try await withCoOp { coOp async throws in
            let stuck = ObjectReference.entry(ID())
            let handler = Hanger(on: stuck)
            try await coOp.record(stuck, 1)
            try await coOp.withProcessor(handler, lease: .seconds(30), grace: .milliseconds(50)) {
                try await eventually(within: .seconds(10)) { handler.hasBegun }
            }
            #expect(try await coOp.states() == [.waiting: 1])
            #expect(try await coOp.claim().map(\.attempt) == [2])
            handler.letGo()
        }
    }

    @Test func `a processor outlives the loss of its connections`() async throws {
        try await withCoOp { coOp async throws in
            let handler = Recorder()
            try await coOp.withProcessor(handler, poll: .milliseconds(200)) {
                try await coOp.record(.entry(ID()), 1)
                try await eventually(within: .seconds(10)) { handler.seen.count == 1 }
                let name =
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                _ = try? await coOp.database.withConnection { try await $0.runScript(name) }
                try await eventually(within: .seconds(10)) { (try? await coOp.record(.entry(ID()), 1)) != nil }
                try await eventually(within: .seconds(10)) { handler.seen.count >= 2 }
            }
        }
    }

    @Test func `handlers that fit no subscription, or have one name, are refused at the start`() async throws {
        struct Stranger: ActivityHandler {
            let name = HandlerName("nobody.knows")
            func handle(_ activity: Activity) async throws {}
        }
        try await withCoOp { coOp async throws in
            #expect(throws: EventProcessorError.notSubscribed(HandlerName("nobody.knows"))) {
                try EventProcessor([Stranger()], coOp.handlings, on: coOp.database, logger: .silent)
            }
            #expect(throws: EventProcessorError.givenTwice(.eventsFragments)) {
                try EventProcessor([Recorder(), Recorder()], coOp.handlings, on: coOp.database, logger: .silent)
            }
        }
    }
}
