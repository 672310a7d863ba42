import Shared
import Testing

@Suite struct DeliveryRetryTests {
    private let remote = Cast.remote
    private let other = Cast.other
    private static let gaps: [Duration] = [.seconds(60), .seconds(600), .seconds(3600), .seconds(21_600), .seconds(86_400)]

    @Test(arguments: zip(1...5, gaps)) func `each failure is followed by a longer gap`(attempt: Int, gap: Duration) {
        #expect(DeliveryWorker.backoff(forAttempt: attempt) == .retry(after: gap))
    }

    @Test(arguments: [6, 7, 100]) func `after the sixth failure there is none`(attempt: Int) {
        #expect(DeliveryWorker.backoff(forAttempt: attempt) == .deadLetter)
        #expect(DeliveryWorker.jitter(peer: remote, attempt: attempt) == .zero)
    }

    /// Computed by an FNV-1a of another language.
    @Test(arguments: [
        (Cast.remote, [3588, 23_220, 63_360, 1_410_480, 3_818_880]), (Cast.other, [3228, 19_620, 41_760, 1_954_800, 5_996_160]),
    ])
    func `jitter is a fixed function of the peer and the attempt`(peer: Peer, milliseconds: [Int]) {
        #expect((1...5).map { DeliveryWorker.jitter(peer: peer, attempt: $0) } == milliseconds.map { .milliseconds($0) })
    }

    @Test(arguments: 1...5) func `jitter spreads peers over a tenth of the gap`(attempt: Int) {
        let gap = Self.gaps[attempt - 1]
        let jitters = (0..<2000).map { DeliveryWorker.jitter(peer: Peer("https://server\($0).example/inbox"), attempt: attempt) }
        #expect(jitters.allSatisfy { $0 >= .zero && $0 < gap / 10 })
        let mean = jitters.reduce(.zero, +) / jitters.count
        #expect(mean > gap * 0.045 && mean < gap * 0.055)
        for tenth in 0..<10 {
            let share = jitters.count { $0 >= gap * Double(tenth) / 100 && $0 < gap * Double(tenth + 1) / 100 }
            #expect((120...280).contains(share), "each hundredth of the gap has about a tenth of the peers")
        }
    }

    @Test func `an activity that failed is tried again when its slot has come, and not before`() async throws {
        let office = Office()
        let worker = office.worker()
        office.outside.answers(.answered(status: 500))
        try await worker.enqueue(Cast.activity(1), for: remote)
        try await worker.deliverDue()
        let slot = Cast.start + .seconds(60) + DeliveryWorker.jitter(peer: remote, attempt: 1)
        #expect(await worker.nextDue == slot)
        office.clock.set(slot + .milliseconds(-1))
        try await worker.deliverDue()
        #expect(office.outside.attempts(at: remote).count == 1)
        office.clock.set(slot)
        try await worker.deliverDue()
        #expect(office.outside.attempts(at: remote).count == 2)
        #expect(await worker.state.attempts(remote) == 2)
    }

    @Test func `six attempts are made over a day and a half, then the activity is given up and the next one starts afresh`() async throws {
        let office = Office()
        let worker = office.worker()
        let (first, second) = (Cast.activity(1), Cast.activity(2))
        office.outside.answers { $1 == first ? .answered(status: 503) : .answered(status: 202) }
        try await worker.enqueue(first, for: remote)
        try await worker.enqueue(second, for: remote)
        try await office.finish(worker)
        #expect(office.outside.attempts(at: remote) == Array(repeating: first, count: 6) + [second])
        #expect(await worker.state.deadLetter(remote) == [first])
        let jitters = (1...5).map { DeliveryWorker.jitter(peer: remote, attempt: $0) }
        #expect(office.clock.now - Cast.start == (Self.gaps + jitters).reduce(.zero, +))
        #expect(office.log.events.contains(.deadLettered(peer: remote, cid: first.cid)), "the log says so itself")
    }

    @Test func `success after failures clears the retry state`() async throws {
        let office = Office()
        let worker = office.worker()
        office.outside.answers(.answered(status: 500))
        try await worker.enqueue(Cast.activity(1), for: remote)
        try await worker.deliverDue()
        office.outside.answers(.answered(status: 202))
        try await office.finish(worker)
        #expect(await worker.state.attempts(remote) == 0)
        #expect(await worker.state.nextRetry(remote) == nil)
        #expect(await worker.nextDue == nil)
    }

    @Test func `while the first waits for its retry, those behind it wait as well, and other peers do not`() async throws {
        let office = Office()
        let worker = office.worker()
        office.outside.answers { [remote] peer, _ in .answered(status: peer == remote ? 500 : 202) }
        for number in 1...3 {
            try await worker.enqueue(Cast.activity(number), for: remote)
            try await worker.enqueue(Cast.activity(number), for: other)
        }
        try await worker.deliverDue()
        #expect(office.outside.attempts(at: remote) == [Cast.activity(1)])
        #expect(office.outside.taken(by: other) == Cast.activities(1...3))
        office.outside.answers(.answered(status: 202))
        try await office.finish(worker)
        #expect(office.outside.taken(by: remote) == Cast.activities(1...3))
    }

    @Test(
        arguments: [
            (.seconds(7200), .seconds(7200)), (.zero, .seconds(60)), (.seconds(-5), .seconds(60)), (.seconds(1_000_000), .seconds(86_400)),
        ] as [(Duration, Duration)])
    func `a peer that asks for patience gets it, within bounds, and no attempt is spent`(asked: Duration, given: Duration) async throws {
        for status in [429, 503] {
            let office = Office()
            let worker = office.worker()
            office.outside.answers(.answered(status: status, retryAfter: asked))
            try await worker.enqueue(Cast.activity(1), for: remote)
            try await worker.deliverDue()
            #expect(await worker.nextDue == Cast.start + given)
            #expect(await worker.state.attempts(remote) == 0)
            #expect(office.log.events.last == .deferred(peer: remote, cid: Cast.activity(1).cid, until: Cast.start + given))
        }
    }

    @Test func `a peer that cannot be reached is probed after 1 minute, 10 minutes, and then every half hour for 7 days`() {
        var rests: [Duration] = []
        while case .rest(let rest) = DeliveryWorker.backoff(afterProbe: rests.count + 1) { rests.append(rest) }
        #expect(rests.prefix(4) == [.seconds(60), .seconds(600), .seconds(1800), .seconds(1800)])
        #expect(rests.dropFirst(2).allSatisfy { $0 == .seconds(1800) })
        let total = rests.reduce(.zero, +)
        let week = Duration.seconds(7 * 24 * 3600)
        #expect(total >= week && total < week + .seconds(1800))
        #expect(DeliveryWorker.backoff(afterProbe: rests.count + 1) == .giveUp(rest: .seconds(86_400)))
    }

    @Test func `after 7 days the queue of a peer that is away is given up, and one probe a day decides about new activities`() async throws
    {
        let office = Office()
        let worker = office.worker()
        let week = Cast.start + .seconds(7 * 24 * 3600)
        office.outside.answers(.unreachable)
        for number in 1...20 { try await worker.enqueue(Cast.activity(number), for: remote) }
        try await office.finish(worker, until: week + .seconds(-1))
        #expect(await worker.state.pending(remote).count == 20)
        #expect(await worker.state.attempts(remote) == 0, "no activity spends an attempt")
        try await office.finish(worker, until: week + .seconds(1800))
        #expect(await worker.state.pending(remote) == [])
        #expect(await worker.state.deadLetter(remote) == Cast.activities(1...20))

        try await worker.enqueue(Cast.activity(21), for: remote)
        let probe = try #require(await worker.nextDue)
        #expect(probe == office.clock.now + .seconds(86_400), "a day after the last one")
        office.clock.set(probe)
        try await worker.deliverDue()
        #expect(await worker.state.deadLetter(remote).last == Cast.activity(21))

        try await worker.enqueue(Cast.activity(22), for: remote)
        office.outside.answers(.answered(status: 202))
        try await office.finish(worker)
        #expect(office.outside.taken(by: remote) == [Cast.activity(22)])
        #expect(await worker.state.peerState(remote)?.parking == nil)
    }

    @Test func `a peer that answers again after a rest goes on where it was`() async throws {
        let office = Office()
        let worker = office.worker()
        office.outside.answers(.answered(status: 500))
        try await worker.enqueue(Cast.activity(1), for: remote)
        try await worker.deliverDue()
        office.outside.answers(.unreachable)
        let slot = try #require(await worker.nextDue)
        office.clock.set(slot)
        try await worker.deliverDue()
        #expect(await worker.nextDue == slot + .seconds(60))
        office.outside.answers(.answered(status: 500))
        office.clock.set(slot + .seconds(60))
        try await worker.deliverDue()
        #expect(await worker.state.attempts(remote) == 2)
        #expect(
            office.log.events.suffix(2) == [
                .resumed(peer: remote), .failed(peer: remote, cid: Cast.activity(1).cid, now: slot + .seconds(60)),
            ])
    }

    @Test func `a clock that is set back an hour delays a retry, and one that is set forward only hastens it`() async throws {
        let office = Office()
        let worker = office.worker()
        office.outside.answers(.answered(status: 500))
        try await worker.enqueue(Cast.activity(1), for: remote)
        try await worker.deliverDue()
        office.clock.advance(by: .seconds(-3600))
        try await worker.deliverDue()
        #expect(office.outside.attempts(at: remote).count == 1)
        office.clock.advance(by: .seconds(7200))
        try await worker.deliverDue()
        #expect(office.outside.attempts(at: remote).count == 2)
        #expect(await worker.state == office.log.folded)
    }
}
