import Shared
import Testing

/// What the reference could not do: a worker that is killed with a full queue comes back from the log.
@Suite struct DeliveryRecoveryTests {
    @Test func `a worker that is killed with a full queue comes back from the log, keeps its slots, and loses nothing`() async throws {
        let office = Office()
        let peers = (0..<20).map { Peer("https://server\($0).example/inbox") }
        let activities = Cast.activities(0..<100)
        var worker = office.worker()
        for activity in activities { for peer in peers { try await worker.enqueue(activity, for: peer) } }
        // Peers 0–4 fail, 5–9 are away, 10–14 ask for patience; the rest take some, and in the middle of that the worker is killed.
        office.outside.answers { peer, activity in
            switch peers.firstIndex(of: peer) ?? 0 {
            case 0..<5: return .answered(status: 500)
            case 5..<10: return .unreachable
            case 10..<15: return .answered(status: 503, retryAfter: .seconds(7200))
            default:
                let kinds = Set(["failed", "parked", "deferred"])
                let heard = office.log.events.dropFirst(peers.count * activities.count).count { kinds.contains($0.type) }
                if heard == 15, activity != activities[0] { office.log.crash(.beforeWriting) }
                return .answered(status: 202)
            }
        }
        let killed = worker
        await #expect(throws: DeliveryLog.Crash.self) { try await killed.deliverDue() }
        office.log.crash(nil)
        let left = office.log.folded
        for peer in peers.prefix(15) { #expect(left.pending(peer) == activities) }
        #expect(peers.suffix(5).contains { !left.pending($0).isEmpty })

        worker = office.worker(from: left)
        for peer in peers.prefix(5) {
            #expect(left.nextRetry(peer) == Cast.start + .seconds(60) + DeliveryWorker.jitter(peer: peer, attempt: 1))
        }
        for peer in peers[5..<10] { #expect(left.peerState(peer)?.due == Cast.start + .seconds(60)) }
        for peer in peers[10..<15] { #expect(left.nextRetry(peer) == Cast.start + .seconds(7200)) }
        #expect(await worker.state == left)

        office.outside.answers(.answered(status: 202))
        try await office.finish(worker)
        for peer in peers {
            let taken = office.outside.taken(by: peer)
            let once = taken.enumerated().filter { !taken[..<$0.offset].contains($0.element) }.map(\.element)
            #expect(once == activities, "every activity, in order")
            #expect(taken.count <= activities.count + 1, "twice only what was under way")
        }
        #expect(await worker.state == office.log.folded)
    }

    @Test func `a peer's slots are kept over any number of restarts`() async throws {
        let office = Office()
        office.outside.answers(.answered(status: 500))
        let first = office.worker()
        try await first.enqueue(Cast.activity(1), for: Cast.remote)
        try await first.deliverDue()
        let slot = try #require(await first.nextDue)
        for _ in 0..<10 {
            let again = office.worker(from: office.log.folded)
            #expect(await again.nextDue == slot)
            try await again.deliverDue()
        }
        #expect(office.outside.attempts(at: Cast.remote).count == 1)
    }
}
