import FoundationEssentials
import Shared
import Synchronization

/// The peers, activities and moments that the delivery tests speak of.
enum Cast {
    static let remote = Peer("https://remote.example/inbox")
    static let other = Peer("https://other.example/users/maya/inbox")
    static let third = Peer("https://third.example/inbox")
    static let start = Moment(milliseconds: 1_767_225_600_000)

    /// An activity that is the same for the same number.
    static func activity(_ number: Int) -> OutboundActivity {
        var bytes = [UInt8](repeating: 0, count: 32)
        for (index, shift) in stride(from: 56, through: 0, by: -8).enumerated() {
            bytes[index] = UInt8(truncatingIfNeeded: number >> shift)
        }
        bytes[31] = 1
        guard let cid = ContentID(bytes: bytes) else { preconditionFailure("32 bytes are a content id") }
        return OutboundActivity(id: ID(uuid(number)), cid: cid)
    }

    static func activities(_ numbers: some Sequence<Int>) -> [OutboundActivity] { numbers.map(activity) }

    private static func uuid(_ number: Int) -> UUID {
        func byte(_ shift: Int) -> UInt8 { UInt8(truncatingIfNeeded: number >> shift) }
        return UUID(uuid: (0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, byte(40), byte(32), byte(24), byte(16), byte(8), byte(0)))
    }

    /// What these events come to.
    static func folded(_ events: DeliveryEvent...) -> DeliveryState {
        events.reduce(into: DeliveryState()) { $0.fold($1) }
    }
}

/// A clock that moves when it is told to, or when somebody sleeps.
final class SimulatedClock: DeliveryClock {
    private let moment = Mutex(Cast.start)

    var now: Moment { moment.withLock { $0 } }
    func set(_ new: Moment) { moment.withLock { $0 = new } }
    func advance(by duration: Duration) { moment.withLock { $0 = $0 + duration } }

    func sleep(until due: Moment) async throws {
        try Task.checkCancellation()
        moment.withLock { $0 = max($0, due) }
    }
}

/// A delivery log that can break, before or after it has written.
final class DeliveryLog: Sendable {
    enum Crash: Error { case beforeWriting, afterWriting }

    private struct State {
        var events: [DeliveryEvent] = []
        var crash: Crash?
    }
    private let state = Mutex(State())

    var events: [DeliveryEvent] { state.withLock { $0.events } }
    var folded: DeliveryState { events.reduce(into: DeliveryState()) { $0.fold($1) } }

    /// Lets the next record fail.
    func crash(_ crash: Crash?) { state.withLock { $0.crash = crash } }

    @Sendable func record(_ events: [DeliveryEvent]) throws {
        try state.withLock { state in
            if state.crash == .beforeWriting { throw Crash.beforeWriting }
            state.events += events
            if state.crash == .afterWriting { throw Crash.afterWriting }
        }
    }
}

/// The world outside: says how each attempt ends, and remembers what it took.
final class Outside: Sendable {
    private struct State {
        var attempts: [(peer: Peer, activity: OutboundActivity)] = []
        var taken: [Peer: [OutboundActivity]] = [:]
        var answer: @Sendable (Peer, OutboundActivity) -> DeliveryOutcome
    }
    private let state: Mutex<State>

    init(_ answer: @escaping @Sendable (Peer, OutboundActivity) -> DeliveryOutcome = { _, _ in .answered(status: 202) }) {
        state = Mutex(State(answer: answer))
    }

    /// Changes how it answers.
    func answers(_ answer: @escaping @Sendable (Peer, OutboundActivity) -> DeliveryOutcome) { state.withLock { $0.answer = answer } }
    func answers(_ outcome: DeliveryOutcome) { answers { _, _ in outcome } }

    /// What it was offered, in order.
    func attempts(at peer: Peer) -> [OutboundActivity] { state.withLock { $0.attempts.filter { $0.peer == peer }.map(\.activity) } }
    var attempts: [Peer] { state.withLock { $0.attempts.map(\.peer) } }
    /// What it took, in order.
    func taken(by peer: Peer) -> [OutboundActivity] { state.withLock { $0.taken[peer] ?? [] } }

    @Sendable func dispatch(_ peer: Peer, _ activity: OutboundActivity) -> DeliveryOutcome {
        state.withLock { state in
            state.attempts.append((peer, activity))
            let outcome = state.answer(peer, activity)
            if case .answered(200...299, _) = outcome { state.taken[peer, default: []].append(activity) }
            return outcome
        }
    }
}

/// A worker with its clock, its log and the world outside.
struct Office: Sendable {
    let clock = SimulatedClock()
    let log = DeliveryLog()
    let outside = Outside()

    func worker(from state: DeliveryState = DeliveryState(), concurrency: Int = 8) -> DeliveryWorker {
        DeliveryWorker(
            from: state, clock: clock, concurrency: concurrency, dispatch: { [outside] in outside.dispatch($0, $1) },
            record: { [log] in try log.record($0) })
    }

    /// Delivers, moving the clock to whatever is due next, until nothing is or `limit` has come.
    func finish(_ worker: DeliveryWorker, until limit: Moment = Moment(milliseconds: .max)) async throws {
        try await worker.deliverDue()
        while let due = await worker.nextDue, due <= limit {
            clock.set(max(clock.now, due))
            try await worker.deliverDue()
        }
    }
}
