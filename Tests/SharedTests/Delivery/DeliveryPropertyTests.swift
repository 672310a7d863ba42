import FoundationEssentials
import Shared
import Support
import Synchronization
import Testing

/// Random sequences, each from a seed that a failure shows.
@Suite struct DeliveryPropertyTests {
    private static let peers = [Cast.remote, Cast.other, Cast.third]

    @Test(arguments: SeededGenerator.seeds) func `for any sequence of events, the fold is what the rules say`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var state = DeliveryState()
        var rules: [Peer: Rules] = [:]
        var order: [Peer] = []
        for step in 0..<1500 {
            let event = Self.anyEvent(step, &generator)
            state.fold(event)
            if let peer = event.peer {
                if rules[peer] == nil { order.append(peer) }
                rules[peer, default: Rules()].apply(event)
            }
            #expect(state.peers == order)
            for peer in Self.peers {
                guard let expected = rules[peer] else {
                    #expect(state.peerState(peer) == nil)
                    continue
                }
                #expect(state.pending(peer) == expected.pending, "step \(step): \(event)")
                #expect(state.deadLetter(peer) == expected.dead, "step \(step): \(event)")
                #expect(state.attempts(peer) == expected.attempts, "step \(step): \(event)")
                #expect(state.nextRetry(peer) == expected.nextRetry, "step \(step): \(event)")
                #expect(state.peerState(peer)?.parking?.until == expected.parkedUntil, "step \(step): \(event)")
            }
            // Now and then, go on from a snapshot that was written and read.
            if step % 500 == 0 { state = try JSONDecoder().decode(DeliveryState.self, from: JSONEncoder().encode(state)) }
        }
    }

    private static func anyEvent(_ step: Int, _ generator: inout SeededGenerator) -> DeliveryEvent {
        let peer = peers.randomElement(using: &generator) ?? Cast.remote
        let activity = Cast.activity(Int.random(in: 0..<12, using: &generator) + step / 300 * 12)
        let now = Cast.start + .seconds(step)
        return switch Int.random(in: 0..<20, using: &generator) {
        case 0..<6: .enqueued(peer: peer, activity: activity)
        case 6..<8: .delivered(peer: peer, cid: activity.cid)
        case 8..<15: .failed(peer: peer, cid: activity.cid, now: now)
        case 15: .deadLettered(peer: peer, cid: activity.cid, status: 404)
        case 16: .deferred(peer: peer, cid: activity.cid, until: now + .seconds(90))
        case 17: .parked(peer: peer, until: now + .seconds(60))
        case 18: .resumed(peer: peer)
        default: .unknown("teleported")
        }
    }

    /// The rules once more, in arrays and in as few words as they have in the design.
    private struct Rules {
        var pending: [OutboundActivity] = []
        var dead: [OutboundActivity] = []
        var attempts = 0
        var nextRetry: Moment?
        var parkedUntil: Moment?
        private static let gaps = [60, 600, 3600, 21_600, 86_400]

        mutating func apply(_ event: DeliveryEvent) {
            switch event {
            case .enqueued(_, let activity) where !(pending + dead).contains(activity): pending.append(activity)
            case .delivered(_, let cid): take(cid)
            case .deadLettered(_, let cid, _): dead += take(cid)
            case .failed(let peer, let cid, let now) where pending.first?.cid == cid:
                attempts += 1
                if attempts == 6 {
                    dead += take(cid)
                } else {
                    nextRetry = now + .seconds(Self.gaps[attempts - 1]) + DeliveryWorker.jitter(peer: peer, attempt: attempts)
                }
            case .deferred(_, let cid, let until) where pending.first?.cid == cid: nextRetry = until
            case .parked(_, let until): parkedUntil = until
            case .resumed: parkedUntil = nil
            default: break
            }
        }

        @discardableResult
        private mutating func take(_ cid: ContentID) -> [OutboundActivity] {
            if pending.first?.cid == cid { (attempts, nextRetry) = (0, nil) }
            let taken = pending.filter { $0.cid == cid }
            pending.removeAll { $0.cid == cid }
            return taken
        }
    }

    @Test(arguments: SeededGenerator.seeds)
    func `whatever happens outside, the fold of the log is what the worker holds, also when it is killed and started from the log`(
        seed: UInt64
    ) async throws {
        let dice = Dice(seed: seed)
        let office = Office()
        office.outside.answers { _, _ in dice.outcome() }
        var worker = office.worker(concurrency: dice.roll(1...4))
        var enqueued: [Peer: [OutboundActivity]] = [:]
        var kills = 0
        var projection = ProjectionRunner(DeliveryState(), fold: DeliveryState.folding)
        for step in 0..<300 {
            switch dice.roll(0...9) {
            case 0...4:
                let (peer, activity) = (Self.peers[dice.roll(0...2)], Cast.activity(dice.roll(0...9) == 0 ? step / 2 : step))
                if !enqueued[peer, default: []].contains(activity), try await worker.enqueue(activity, for: peer) {
                    enqueued[peer, default: []].append(activity)
                }
            case 5...7:
                try await worker.deliverDue()
                if let due = await worker.nextDue, dice.roll(0...2) > 0 { office.clock.set(max(office.clock.now, due)) }
            case 8:
                office.clock.advance(by: .seconds(dice.roll(-4000...4000)))
            default:
                // Killed while it works; the log has written the last outcome, or has not.
                kills += 1
                office.log.crash(dice.roll(0...1) == 0 ? .beforeWriting : .afterWriting)
                do { try await worker.deliverDue() } catch is DeliveryLog.Crash {}
                office.log.crash(nil)
                worker = office.worker(from: try Self.restored(office.log.events, dice), concurrency: dice.roll(1...4))
            }
            projection.run(office.log.events.dropFirst(Int(projection.position)))
            #expect(await worker.state == projection.state, "step \(step)")
        }
        #expect(kills > 0)

        office.outside.answers(.answered(status: 202))
        try await office.finish(worker)
        let state = await worker.state
        #expect(state == office.log.folded)
        for peer in Self.peers {
            #expect(state.pending(peer) == [], "all are settled")
            let taken = office.outside.taken(by: peer)
            let (givenUp, once) = (Set(state.deadLetter(peer)), taken.enumerated().filter { !taken[..<$0.offset].contains($0.element) })
            let settled = Set(taken).union(givenUp)
            #expect(settled == Set(enqueued[peer, default: []]), "none is lost")
            let ranks = Dictionary(uniqueKeysWithValues: enqueued[peer, default: []].enumerated().map { ($1, $0) })
            let order = once.compactMap { ranks[$0.element] }
            #expect(order == order.sorted(), "order is kept")
            #expect(taken.count - once.count <= kills, "only what was under way when the worker was killed is sent twice")
        }
    }

    /// The log's state by way of a snapshot somewhere in it, written and read, and the tail after it.
    private static func restored(_ log: [DeliveryEvent], _ dice: Dice) throws -> DeliveryState {
        let cut = dice.roll(0...log.count)
        var head = ProjectionRunner(DeliveryState(), fold: DeliveryState.folding)
        head.run(log.prefix(cut))
        let snapshot = try JSONDecoder().decode(ProjectionSnapshot<DeliveryState>.self, from: JSONEncoder().encode(head.snapshot))
        var whole = ProjectionRunner(snapshot, fold: DeliveryState.folding)
        for (index, event) in log.enumerated().dropFirst(max(0, cut - 3)) { whole.run(event, at: Int64(index + 1)) }
        return whole.state
    }
}

/// Chance that tasks share.
private final class Dice: Sendable {
    private let generator: Mutex<SeededGenerator>
    init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

    func roll(_ range: ClosedRange<Int>) -> Int { generator.withLock { Int.random(in: range, using: &$0) } }

    func outcome() -> DeliveryOutcome {
        switch roll(0...19) {
        case 0...8: .answered(status: 202)
        case 9...13: .answered(status: 500)
        case 14: .answered(status: 429, retryAfter: .seconds(roll(0...100_000)))
        case 15: .answered(status: 410)
        case 16: .impossible
        default: .unreachable
        }
    }
}
