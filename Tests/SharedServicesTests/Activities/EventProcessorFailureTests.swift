import Shared
import SharedServices
import Support
import Testing

/// Handlers that fail, hang, or whose process dies.
@Suite struct EventProcessorFailureTests {
    @Test func `one that fails is tried again, and its object's later versions wait for it`() async throws {
        try await withCoOp { coOp async throws in
            let object = ObjectReference.entry(ID())
            let handler = Recorder(failing: 3)
            for version in 1...2 { try await coOp.record(object, version) }
            try await coOp.withProcessor(handler) {
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
            try await coOp.withProcessor(handler, attempts: 4) {
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

    @Test func `one that waits for what is away is never parked, and its object's later versions wait with it`() async throws {
        try await withCoOp { coOp async throws in
            let (object, other) = (ObjectReference.entry(ID()), ObjectReference.entry(ID()))
            let handler = Waiter(for: object, times: 12)
            for version in 1...2 { try await coOp.record(object, version) }
            try await coOp.withProcessor(handler, attempts: 2) {
                try await coOp.record(other, 1)
                try await eventually(within: .seconds(10)) { try await coOp.states() == [.done: 3] }
            }
            #expect(handler.asked.count == 15)
        }
    }

    @Test func `one that an operator skips lets the later versions pass`() async throws {
        try await withCoOp { coOp async throws in
            let object = ObjectReference.entry(ID())
            let handler = Recorder(failing: 2)
            let activity = try await coOp.record(object, 1)
            try await coOp.record(object, 2)
            try await coOp.withProcessor(handler, attempts: 2) {
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
            try await coOp.withProcessor(handler, attempts: 2, workers: 1, lease: .milliseconds(1200)) {
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
            try await coOp.withProcessor(handler, attempts: 3) {
                try await eventually(within: .seconds(10)) { try await coOp.states() == [.parked: 1] }
            }
            #expect(handler.seen.isEmpty)
        }
    }
}
