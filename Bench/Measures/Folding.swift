import ArgumentParser
import FoundationEssentials
import Shared

/// S7: how fast a log of deliveries becomes a queue again.
struct Folding: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "folding", abstract: "Delivery events folded a second, and a queue of a million events restored.")

    @Option(help: "Peers that are delivered to.")
    var peers = 1000
    @Option(help: "Activities that wait for each peer, about.")
    var backlog = 20

    func run() throws {
        try fold()
        try restore()
        try growth()
    }

    /// Events a second, over two million.
    private func fold() throws {
        var work = DeliveryTraffic(peers: peers, backlog: backlog)
        let events = work.events(2_000_000)
        var state = DeliveryState()
        let time = ContinuousClock().measure { for event in events { state.fold(event) } }
        try check(state, work)
        Figure(name: "fold", value: 2_000_000 / (time / .seconds(1)), unit: "events/s").print()
    }

    /// Seconds from the bytes of a snapshot and of the ten thousand events after it, as they are stored, to the queue.
    private func restore() throws {
        var work = DeliveryTraffic(peers: peers, backlog: backlog)
        var runner = ProjectionRunner(DeliveryState(), fold: DeliveryState.folding)
        runner.run(work.events(990_000))
        let snapshot = try JSONEncoder().encode(runner.snapshot)
        let tail = try work.events(10_000).map { try JSONEncoder().encode($0) }
        let clock = ContinuousClock()
        let began = clock.now
        let decoder = JSONDecoder()
        var restored = ProjectionRunner(
            try decoder.decode(ProjectionSnapshot<DeliveryState>.self, from: snapshot), fold: DeliveryState.folding)
        for event in tail { restored.run(CollectionOfOne(try decoder.decode(DeliveryEvent.self, from: event))) }
        let time = clock.now - began
        guard restored.position == 1_000_000 else { throw ValidationError("The log was not restored to its end.") }
        try check(restored.state, work)
        Figure(name: "restore", value: time / .seconds(1), unit: "s").print()
    }

    /// What an event costs after ten times the history, with as much pending as before: the median of three passes of half a million events
    /// after the first million, and of three after the tenth.
    private func growth() throws {
        var work = DeliveryTraffic(peers: peers, backlog: backlog)
        var state = DeliveryState()
        let passes = (0..<23).map { _ in
            let events = work.events(500_000)
            return ContinuousClock().measure { for event in events { state.fold(event) } }
        }
        try check(state, work)
        let (young, old) = (passes[2..<5].sorted()[1], passes[20..<23].sorted()[1])
        Figure(name: "growth", value: old / young, unit: "×").print()
    }

    private func check(_ state: DeliveryState, _ work: DeliveryTraffic) throws {
        guard state.peers.count == peers, state.peerStates.map(\.pending.count) == state.peers.map({ work.waiting(for: $0) }) else {
            throw ValidationError("The fold does not hold what is pending.")
        }
    }
}

/// What a busy day writes into the log: activities come and go, and one event in twenty is a failure. The same each time.
private struct DeliveryTraffic {
    private struct Lane {
        let peer: Peer
        var waiting: [OutboundActivity] = []
        var first = 0
        var failures = 0
    }

    private var lanes: [Lane]
    private let backlog: Int
    private var now = Moment(milliseconds: 1_767_225_600_000)
    private var seed: UInt64 = 1

    init(peers: Int, backlog: Int) {
        lanes = (0..<peers).map { Lane(peer: Peer("https://server\($0).example/users/news/inbox")) }
        self.backlog = backlog
    }

    func waiting(for peer: Peer) -> Int { lanes.first { $0.peer == peer }.map { $0.waiting.count - $0.first } ?? 0 }

    mutating func events(_ count: Int) -> [DeliveryEvent] {
        var events: [DeliveryEvent] = []
        events.reserveCapacity(count)
        while events.count < count { events.append(next()) }
        return events
    }

    private mutating func next() -> DeliveryEvent {
        now = now + .milliseconds(3)
        let index = Int(random() % UInt64(lanes.count))
        let waits = lanes[index].waiting.count - lanes[index].first
        if waits <= Int(random() % UInt64(2 * backlog + 1)) {
            let activity = activity()
            lanes[index].waiting.append(activity)
            return .enqueued(peer: lanes[index].peer, activity: activity)
        }
        let activity = lanes[index].waiting[lanes[index].first]
        // An event in two is an outcome, so a tenth of these; a sixth failure in a row would give the activity up, so it succeeds.
        if random() % 10 == 0, lanes[index].failures < 5 {
            lanes[index].failures += 1
            return .failed(peer: lanes[index].peer, cid: activity.cid, now: now)
        }
        lanes[index].failures = 0
        lanes[index].first += 1
        if lanes[index].first > 1000 {
            lanes[index].waiting.removeFirst(lanes[index].first)
            lanes[index].first = 0
        }
        return .delivered(peer: lanes[index].peer, cid: activity.cid)
    }

    private mutating func activity() -> OutboundActivity {
        var bytes: [UInt8] = []
        for _ in 0..<4 { withUnsafeBytes(of: random()) { bytes.append(contentsOf: $0) } }
        // Four words are as long as a content id, so this is never reached; a figure made of another id would mean nothing.
        guard let cid = ContentID(bytes: bytes) else { preconditionFailure("four words are 32 bytes") }
        return OutboundActivity(id: ID(at: Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)), cid: cid)
    }

    /// SplitMix64.
    private mutating func random() -> UInt64 {
        seed &+= 0x9e37_79b9_7f4a_7c15
        var mixed = seed
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
