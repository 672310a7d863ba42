import FoundationEssentials
import Logging
import ServiceLifecycle
import Shared
import SharedPostgres
import SharedServices
import Support
import Synchronization
import Testing

@Suite struct EventProcessorTests {
    @Test func `what happens is handled at once, because the database notifies`() async throws {
        try await withCoOp { coOp async throws in
            let handler = Recorder()
            try await withProcessor(of: coOp, handler, poll: .seconds(3600)) {
                try await listening(to: coOp)
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
            try await withProcessor(of: coOp, handler, poll: .seconds(3600)) {
                try await eventually(within: .seconds(10)) { handler.seen.count == 5 }
            }
            #expect(handler.seen.map(\.version.number) == [1, 2, 3, 4, 5])
        }
    }

    @Test func `when a notification is lost, the clock finds what it told of`() async throws {
        try await withCoOp { coOp async throws in
            let handler = Recorder()
            try await withProcessor(of: coOp, handler, poll: .milliseconds(100)) {
                try await listening(to: coOp)
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
            try await withProcessor(of: coOp, one, poll: .milliseconds(100)) {
                try await withProcessor(of: coOp, other, poll: .milliseconds(100)) {
                    try await eventually(within: .seconds(10)) { try await coOp.states() == [.done: 48] }
                }
            }
            let all = (one.seenAt + other.seenAt).sorted { $0.1 < $1.1 }.map(\.0)
            #expect(all.count == 48)
            #expect(!one.seen.isEmpty && !other.seen.isEmpty)
            for object in objects { #expect(all.filter { $0.object == object }.map(\.version.number) == [1, 2, 3, 4, 5, 6]) }
        }
    }

    @Test func `one that fails is tried again, and its object's later versions wait for it`() async throws {
        try await withCoOp { coOp async throws in
            let object = ObjectReference.entry(ID())
            let handler = Recorder(failing: 3)
            for version in 1...2 { try await coOp.record(object, version) }
            try await withProcessor(of: coOp, handler) {
                try await eventually(within: .seconds(10)) { try await coOp.states() == [.done: 2] }
            }
            #expect(handler.seen.map(\.version.number) == [1, 1, 1, 1, 2])
        }
    }

    @Test func `one that keeps failing is parked, and goes on when an operator says retry`() async throws {
        try await withCoOp { coOp async throws in
            let (object, other) = (ObjectReference.entry(ID()), ObjectReference.entry(ID()))
            let handler = Recorder(failing: 4)
            let activity = try await coOp.record(object, 1)
            try await coOp.record(object, 2)
            try await withProcessor(of: coOp, handler, attempts: 4) {
                try await eventually(within: .seconds(10)) { try await coOp.states() == [.parked: 1, .waiting: 1] }
                try await coOp.record(other, 1)
                try await eventually(within: .seconds(10)) { try await coOp.states() == [.parked: 1, .waiting: 1, .done: 1] }
                #expect(try await coOp.handlings.parked(limit: 1).first?.error == "Broken()")
                #expect(try await coOp.retry(activity.id))
                try await eventually(within: .seconds(10)) { try await coOp.states() == [.done: 3] }
            }
            #expect(handler.seen.filter { $0.object == object }.map(\.version.number) == [1, 1, 1, 1, 1, 2])
        }
    }

    @Test func `one that an operator skips lets the later versions pass`() async throws {
        try await withCoOp { coOp async throws in
            let object = ObjectReference.entry(ID())
            let handler = Recorder(failing: 2)
            let activity = try await coOp.record(object, 1)
            try await coOp.record(object, 2)
            try await withProcessor(of: coOp, handler, attempts: 2) {
                try await eventually(within: .seconds(10)) { try await coOp.states() == [.parked: 1, .waiting: 1] }
                #expect(try await coOp.skip(activity.id))
                try await eventually(within: .seconds(10)) { try await coOp.states() == [.skipped: 1, .done: 1] }
            }
        }
    }

    @Test func `a handler that hangs, deaf to being cancelled, holds up nothing but its object`() async throws {
        try await withCoOp { coOp async throws in
            let (stuck, free) = (ObjectReference.entry(ID()), ObjectReference.entry(ID()))
            let handler = Hanger(on: stuck)
            try await coOp.record(stuck, 1)
            try await withProcessor(of: coOp, handler, attempts: 2, workers: 1, lease: .milliseconds(1200)) {
                try await coOp.record(free, 1)
                try await eventually(within: .seconds(10)) { try await coOp.states() == [.parked: 1, .done: 1] }
                #expect(try await coOp.handlings.parked(limit: 1).first?.error.contains("took longer") == true)
            }
            handler.letGo()
        }
    }

    @Test func `one whose process dies each time is parked at last`() async throws {
        try await withCoOp { coOp async throws in
            try await coOp.record(.entry(ID()), 1)
            // Three processors that claimed it and died.
            for _ in 0..<3 {
                _ = try await coOp.claim()
                try await coOp.anHourPasses()
            }
            let handler = Recorder()
            try await withProcessor(of: coOp, handler, attempts: 3) {
                try await eventually(within: .seconds(10)) { try await coOp.states() == [.parked: 1] }
            }
            #expect(handler.seen.isEmpty)
        }
    }

    @Test func `a processor that is told to stop finishes what is under way and takes no more`() async throws {
        try await withCoOp { coOp async throws in
            let handler = Recorder(taking: .milliseconds(1500))
            for _ in 0..<4 { try await coOp.record(.entry(ID()), 1) }
            try await withProcessor(of: coOp, handler, workers: 2) { try await eventually(within: .seconds(10)) { handler.begun >= 2 } }
            #expect(try await coOp.states() == [.done: 2, .waiting: 2])
        }
    }

    @Test func `what does not end in time is given back when the processor stops`() async throws {
        try await withCoOp { coOp async throws in
            let stuck = ObjectReference.entry(ID())
            let handler = Hanger(on: stuck)
            try await coOp.record(stuck, 1)
            try await withProcessor(of: coOp, handler, lease: .seconds(30), grace: .milliseconds(50)) {
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
            try await withProcessor(of: coOp, handler, poll: .milliseconds(200)) {
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
            static let name = HandlerName("nobody.knows")
            func handle(_ activity: Activity) async throws {}
        }
        try await withCoOp { coOp async throws in
            #expect(throws: EventProcessorError.notSubscribed(Stranger.name)) {
                try EventProcessor([Stranger()], coOp.handlings, on: coOp.database, logger: .silent)
            }
            #expect(throws: EventProcessorError.givenTwice(.eventsFragments)) {
                try EventProcessor([Recorder(), Recorder()], coOp.handlings, on: coOp.database, logger: .silent)
            }
        }
    }

    /// Runs `body` beside a processor, and stops the processor gracefully.
    private func withProcessor(
        of coOp: CoOp, _ handler: any ActivityHandler, poll: Duration = .milliseconds(100), attempts: Int = 8, workers: Int = 4,
        lease: Duration = .seconds(30), grace: Duration = .seconds(5), _ body: () async throws -> Void
    ) async throws {
        var configuration = EventProcessor.Configuration()
        configuration.poll = poll
        configuration.attempts = attempts
        configuration.workers = workers
        configuration.lease = lease
        configuration.grace = grace
        configuration.firstWait = .milliseconds(5)
        configuration.longestWait = .milliseconds(20)
        let processor = try EventProcessor([handler], coOp.handlings, on: coOp.database, configuration: configuration, logger: .silent)
        let group = ServiceGroup(services: [processor], logger: .silent)
        let running = Task { try await group.run() }
        do {
            try await body()
            await group.triggerGracefulShutdown()
            try await running.value
        } catch {
            running.cancel()
            throw error
        }
    }

    /// Waits until a connection listens.
    private func listening(to coOp: CoOp) async throws {
        try await eventually(within: .seconds(10)) {
            try await !coOp.database.query(
                "select 1 as one from pg_stat_activity where datname = current_database() and query like 'listen%ap_handlings%'"
            ).isEmpty
        }
    }
}

/// Remembers what it was asked to handle, and fails the first few times.
private final class Recorder: ActivityHandler {
    static let name = HandlerName.eventsFragments
    struct Broken: Error {}
    private let state: Mutex<(begun: Int, seen: [(Activity, ContinuousClock.Instant)], failures: Int)>
    private let duration: Duration

    init(taking duration: Duration = .zero, failing failures: Int = 0) {
        self.duration = duration
        state = Mutex((0, [], failures))
    }

    var seenAt: [(Activity, ContinuousClock.Instant)] { state.withLock { $0.seen } }
    var seen: [Activity] { seenAt.map(\.0) }
    var begun: Int { state.withLock { $0.begun } }

    func handle(_ activity: Activity) async throws {
        state.withLock { $0.begun += 1 }
        if duration > .zero { try await Task.sleep(for: duration) }
        try state.withLock { state in
            state.seen.append((activity, .now))
            guard state.failures == 0 else {
                state.failures -= 1
                throw Broken()
            }
        }
    }
}

/// Never comes back from one object, however it is cancelled, until it is let go.
private final class Hanger: ActivityHandler {
    static let name = HandlerName.eventsFragments
    private let object: ObjectReference
    private let state = Mutex((hasBegun: false, waiting: [CheckedContinuation<Void, Never>](), isOver: false))

    init(on object: ObjectReference) { self.object = object }

    var hasBegun: Bool { state.withLock { $0.hasBegun } }

    func handle(_ activity: Activity) async throws {
        state.withLock { $0.hasBegun = true }
        guard activity.object == object else { return }
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.isOver { state.waiting.append(continuation) }
                return state.isOver
            }
            if isOver { continuation.resume() }
        }
    }

    func letGo() {
        let waiting = state.withLock { state in
            state.isOver = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
