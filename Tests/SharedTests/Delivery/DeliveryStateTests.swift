import FoundationEssentials
import Shared
import Testing

/// What a log of delivery events comes to.
@Suite struct DeliveryStateTests {
    private let remote = Cast.remote
    private let other = Cast.other
    private let first = Cast.activity(1)
    private let second = Cast.activity(2)
    private let third = Cast.activity(3)
    private let now = Cast.start

    /// One activity enqueued for the remote peer, and failed so many times, an hour apart.
    private func failed(_ times: Int, of activities: [OutboundActivity]) -> DeliveryState {
        var state = DeliveryState()
        for activity in activities { state.fold(.enqueued(peer: remote, activity: activity)) }
        for time in 0..<times { state.fold(.failed(peer: remote, cid: activities[0].cid, now: now + .seconds(3600 * time))) }
        return state
    }

    @Test func `a new state is empty`() {
        let state = DeliveryState()
        #expect(state.peers == [])
        #expect(state.peerStates == [])
        #expect(state == DeliveryState())
        #expect(state.pending(remote) == [] && state.attempts(remote) == 0 && state.nextRetry(remote) == nil)
        #expect(state.deadLetter(remote) == [])
    }

    @Test func `enqueued appends in FIFO order`() {
        let state = Cast.folded(
            .enqueued(peer: remote, activity: second), .enqueued(peer: remote, activity: first), .enqueued(peer: remote, activity: third))
        #expect(state.pending(remote) == [second, first, third])
    }

    @Test func `two peers keep independent queues`() {
        let state = Cast.folded(
            .enqueued(peer: remote, activity: first), .enqueued(peer: other, activity: first), .enqueued(peer: other, activity: second),
            .failed(peer: other, cid: first.cid, now: now), .delivered(peer: remote, cid: first.cid))
        #expect(state.pending(remote) == [] && state.attempts(remote) == 0)
        #expect(state.pending(other) == [first, second] && state.attempts(other) == 1)
    }

    @Test func `delivered clears the matching pending entry`() {
        let state = Cast.folded(
            .enqueued(peer: remote, activity: first), .enqueued(peer: remote, activity: second), .enqueued(peer: remote, activity: third),
            .delivered(peer: remote, cid: second.cid))
        #expect(state.pending(remote) == [first, third])
        #expect(state.deadLetter(remote) == [])
    }

    @Test func `failed adds one to attempts and sets nextRetry`() {
        let state = failed(2, of: [first])
        #expect(state.attempts(remote) == 2)
        #expect(state.pending(remote) == [first])
        let slot = now + .seconds(3600) + .seconds(600) + DeliveryWorker.jitter(peer: remote, attempt: 2)
        #expect(state.nextRetry(remote) == slot)
    }

    @Test func `the 6th failure dead-letters`() {
        #expect(failed(5, of: [first, second]).pending(remote) == [first, second])
        let state = failed(6, of: [first, second])
        #expect(state.pending(remote) == [second], "the activity leaves pending")
        #expect(state.deadLetter(remote) == [first])
        #expect(state.attempts(remote) == 0 && state.nextRetry(remote) == nil, "the next one starts afresh")
    }

    @Test func `a deadLettered that follows the 6th failure changes nothing more`() {
        var state = failed(6, of: [first, second])
        let before = state
        state.fold(.deadLettered(peer: remote, cid: first.cid))
        #expect(state == before)
    }

    @Test func `an explicit deadLettered event moves the activity`() {
        var state = failed(2, of: [first, second])
        state.fold(.deadLettered(peer: remote, cid: first.cid, status: 410))
        #expect(state.pending(remote) == [second])
        #expect(state.deadLetter(remote) == [first])
        #expect(state.attempts(remote) == 0 && state.nextRetry(remote) == nil)
    }

    @Test func `peers lists the touched peers`() {
        let touched = (0..<7).map { Peer("https://server\($0).example/inbox") }
        let state = Cast.folded(
            .delivered(peer: touched[0], cid: first.cid), .failed(peer: touched[1], cid: first.cid, now: now),
            .deadLettered(peer: touched[2], cid: first.cid), .enqueued(peer: touched[3], activity: first),
            .deferred(peer: touched[4], cid: first.cid, until: now), .parked(peer: touched[5], until: now), .resumed(peer: touched[6]),
            .enqueued(peer: touched[0], activity: first))
        #expect(state.peers == touched, "in the order of their first touch, by any event")
    }

    @Test func `peerState is found or not found`() throws {
        let state = failed(1, of: [first, second])
        let found = try #require(state.peerState(remote))
        #expect(found.peer == remote)
        #expect(found.pending == [first, second] && found.attempts == 1 && found.nextRetry != nil && found.deadLetter == [])
        #expect(state.peerState(other) == nil)
    }

    @Test func `the fold function drives a projection runner`() {
        var runner = ProjectionRunner(DeliveryState(), fold: DeliveryState.folding)
        runner.run([.enqueued(peer: remote, activity: first), .delivered(peer: remote, cid: first.cid)])
        #expect(runner.position == 2)
        #expect(runner.state == Cast.folded(.enqueued(peer: remote, activity: first), .delivered(peer: remote, cid: first.cid)))
    }

    @Test func `an unknown event type passes through unchanged`() throws {
        let text = #"{"type":"teleported","peer":"https://remote.example/inbox","cid":7,"whither":["elsewhere"]}"#
        let event = try JSONDecoder().decode(DeliveryEvent.self, from: Data(text.utf8))
        #expect(event == .unknown("teleported"))
        var state = failed(1, of: [first])
        let before = state
        state.fold(event)
        #expect(state == before)
        #expect(Cast.folded(event) == DeliveryState(), "it touches no peer")
    }

    @Test func `delivered after failed clears the retry state`() {
        var state = failed(3, of: [first, second])
        state.fold(.delivered(peer: remote, cid: first.cid))
        #expect(state.pending(remote) == [second])
        #expect(state.attempts(remote) == 0 && state.nextRetry(remote) == nil)
    }

    @Test func `a projected peer equals what a worker holds`() async throws {
        let office = Office()
        let worker = office.worker()
        try await worker.enqueue(first, for: remote)
        try await worker.enqueue(second, for: remote)
        office.outside.answers(.answered(status: 500))
        try await worker.deliverDue()
        let held = await worker.state
        let state = failed(1, of: [first, second])
        #expect(state == held)
    }
}
