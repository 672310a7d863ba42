import Shared
import Synchronization
import Testing

/// Many peers are served at once, and each of them in order.
@Suite struct DeliveryConcurrencyTests {
    private let remote = Cast.remote
    private let other = Cast.other
    private let third = Cast.third

    @Test func `never are two activities of one peer under way`() async throws {
        let log = DeliveryLog()
        let underWay = Mutex<[Peer: Int]>([:])
        let worker = DeliveryWorker(
            clock: SimulatedClock(),
            dispatch: { peer, _ in
                let count = underWay.withLock { counts in
                    counts[peer, default: 0] += 1
                    return counts[peer, default: 0]
                }
                #expect(count == 1)
                for _ in 0..<5 { await Task.yield() }
                underWay.withLock { $0[peer, default: 0] -= 1 }
                return .answered(status: 202)
            }, record: { try log.record($0) })
        for number in 0..<50 { for peer in [remote, other, third] { try await worker.enqueue(Cast.activity(number), for: peer) } }
        try await worker.deliverDue()
        #expect(log.events.count == 300)
    }

    @Test func `a slow peer holds no other up`() async throws {
        let log = DeliveryLog()
        let isReleased = Mutex(false)
        let worker = DeliveryWorker(
            clock: SimulatedClock(), concurrency: 2,
            dispatch: { [remote] peer, _ in
                while peer == remote, !isReleased.withLock({ $0 }) { await Task.yield() }
                return .answered(status: 202)
            }, record: { try log.record($0) })
        try await worker.enqueue(Cast.activity(0), for: remote)
        let peers = (0..<10).map { Peer("https://server\($0).example/inbox") }
        for number in 1...5 { for peer in peers { try await worker.enqueue(Cast.activity(number), for: peer) } }
        let delivering = Task { try await worker.deliverDue() }
        func someWait(in state: DeliveryState) -> Bool { peers.contains { !state.pending($0).isEmpty } }
        while someWait(in: await worker.state) { await Task.yield() }
        #expect(await worker.state.pending(remote) == [Cast.activity(0)], "the slow one is still under way")
        isReleased.withLock { $0 = true }
        try await delivering.value
        #expect(await worker.state.pending(remote) == [])
    }

    @Test func `as many peers are served at once as allowed, and no more`() async throws {
        let log = DeliveryLog()
        let isReleased = Mutex(false)
        let underWay = Mutex((now: 0, most: 0))
        let worker = DeliveryWorker(
            clock: SimulatedClock(), concurrency: 3,
            dispatch: { _, _ in
                underWay.withLock { $0 = (now: $0.now + 1, most: max($0.most, $0.now + 1)) }
                while !isReleased.withLock({ $0 }) { await Task.yield() }
                underWay.withLock { $0.now -= 1 }
                return .answered(status: 202)
            }, record: { try log.record($0) })
        for number in 0..<10 { try await worker.enqueue(Cast.activity(1), for: Peer("https://server\(number).example/inbox")) }
        let delivering = Task { try await worker.deliverDue() }
        while underWay.withLock({ $0.now }) < 3 { await Task.yield() }
        for _ in 0..<200 { await Task.yield() }
        isReleased.withLock { $0 = true }
        try await delivering.value
        #expect(underWay.withLock { $0.most } == 3)
        #expect(log.folded.peerStates.allSatisfy { $0.pending.isEmpty })
    }

    @Test func `a long queue of one peer lets the others have their turns`() async throws {
        let office = Office()
        let worker = office.worker(concurrency: 1)
        for number in 0..<50 { try await worker.enqueue(Cast.activity(number), for: remote) }
        try await worker.enqueue(Cast.activity(100), for: other)
        try await worker.deliverDue()
        let turn = try #require(office.outside.attempts.firstIndex(of: other))
        #expect(turn <= 2)
    }
}
