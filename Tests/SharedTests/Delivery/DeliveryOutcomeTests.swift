import Shared
import Testing

/// What a worker makes of a peer's answers.
@Suite struct DeliveryOutcomeTests {
    private let remote = Cast.remote
    private let other = Cast.other

    @Test(arguments: [200, 201, 202, 204, 299]) func `an answer of success delivers`(status: Int) async throws {
        let office = Office()
        let worker = office.worker()
        office.outside.answers(.answered(status: status))
        try await worker.enqueue(Cast.activity(1), for: remote)
        try await worker.deliverDue()
        #expect(office.log.events.dropFirst() == [.delivered(peer: remote, cid: Cast.activity(1).cid)])
    }

    @Test(arguments: [400, 403, 404, 405, 410, 413, 422, 451]) func `a refusal gives the activity up at once and goes on with the next`(
        status: Int
    ) async throws {
        let office = Office()
        let worker = office.worker()
        office.outside.answers { $1 == Cast.activity(1) ? .answered(status: status) : .answered(status: 202) }
        try await worker.enqueue(Cast.activity(1), for: remote)
        try await worker.enqueue(Cast.activity(2), for: remote)
        try await worker.deliverDue()
        #expect(
            office.log.events.dropFirst(2) == [
                .deadLettered(peer: remote, cid: Cast.activity(1).cid, status: status), .delivered(peer: remote, cid: Cast.activity(2).cid),
            ])
        #expect(await worker.state.deadLetter(remote) == [Cast.activity(1)])
    }

    @Test(arguments: [401, 408, 429, 500, 502, 503, 301, 101]) func `any other answer is a failure`(status: Int) async throws {
        let office = Office()
        let worker = office.worker()
        office.outside.answers(.answered(status: status))
        try await worker.enqueue(Cast.activity(1), for: remote)
        try await worker.deliverDue()
        #expect(office.log.events.dropFirst() == [.failed(peer: remote, cid: Cast.activity(1).cid, now: Cast.start)])
    }

    @Test func `what can never be sent is given up without a status`() async throws {
        let office = Office()
        let worker = office.worker()
        office.outside.answers(.impossible)
        try await worker.enqueue(Cast.activity(1), for: remote)
        try await worker.deliverDue()
        #expect(office.log.events.dropFirst() == [.deadLettered(peer: remote, cid: Cast.activity(1).cid)])
    }

    @Test func `a peer that cannot be reached is parked, and only its queue waits`() async throws {
        let office = Office()
        let worker = office.worker()
        office.outside.answers { [remote] peer, _ in peer == remote ? .unreachable : .answered(status: 202) }
        for peer in [remote, other] { for number in 1...3 { try await worker.enqueue(Cast.activity(number), for: peer) } }
        try await worker.deliverDue()
        #expect(office.outside.attempts(at: remote).count == 1)
        #expect(office.outside.taken(by: other) == Cast.activities(1...3))
        #expect(office.log.events.contains(.parked(peer: remote, until: Cast.start + .seconds(60))))
        #expect(await worker.state.pending(remote) == Cast.activities(1...3))
    }
}
