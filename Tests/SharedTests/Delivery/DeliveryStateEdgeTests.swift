import FoundationEssentials
import Shared
import Testing

/// What is beyond the fourteen cases: additions, repetitions, and events that come at odd moments.
@Suite struct DeliveryStateEdgeTests {
    private let remote = Cast.remote
    private let first = Cast.activity(1)
    private let second = Cast.activity(2)
    private let now = Cast.start

    @Test func `deferred sets nextRetry and spends no attempt`() {
        let state = Cast.folded(
            .enqueued(peer: remote, activity: first), .failed(peer: remote, cid: first.cid, now: now),
            .deferred(peer: remote, cid: first.cid, until: now + .seconds(7200)))
        #expect(state.attempts(remote) == 1)
        #expect(state.nextRetry(remote) == now + .seconds(7200))
    }

    @Test func `parked counts its probes until the peer is resumed, and spends no attempt`() {
        var state = Cast.folded(
            .enqueued(peer: remote, activity: first), .failed(peer: remote, cid: first.cid, now: now),
            .parked(peer: remote, until: now + .seconds(60)), .parked(peer: remote, until: now + .seconds(660)))
        #expect(state.peerState(remote)?.parking?.until == now + .seconds(660))
        #expect(state.peerState(remote)?.parking?.probes == 2)
        #expect(state.attempts(remote) == 1)
        state.fold(.resumed(peer: remote))
        #expect(state.peerState(remote)?.parking == nil)
        #expect(state.attempts(remote) == 1 && state.pending(remote) == [first])
    }

    @Test func `an activity that is enqueued twice for a peer is there once`() {
        let state = Cast.folded(
            .enqueued(peer: remote, activity: first), .enqueued(peer: remote, activity: second), .enqueued(peer: remote, activity: first))
        #expect(state.pending(remote) == [first, second])
    }

    @Test func `an activity that was given up does not come back by being enqueued again`() {
        let state = Cast.folded(
            .enqueued(peer: remote, activity: first), .deadLettered(peer: remote, cid: first.cid), .enqueued(peer: remote, activity: first))
        #expect(state.pending(remote) == [])
        #expect(state.deadLetter(remote) == [first])
    }

    @Test func `an outcome of an activity that is not pending changes nothing but touches the peer`() {
        var state = Cast.folded(.enqueued(peer: remote, activity: first), .failed(peer: remote, cid: first.cid, now: now))
        let before = state
        state.fold(.failed(peer: remote, cid: second.cid, now: now))
        state.fold(.delivered(peer: remote, cid: second.cid))
        state.fold(.deadLettered(peer: remote, cid: second.cid))
        state.fold(.deferred(peer: remote, cid: second.cid, until: now))
        #expect(state == before)
    }

    @Test func `an activity that leaves from behind the first leaves the first its attempts`() {
        let state = Cast.folded(
            .enqueued(peer: remote, activity: first), .enqueued(peer: remote, activity: second),
            .failed(peer: remote, cid: first.cid, now: now), .deadLettered(peer: remote, cid: second.cid))
        #expect(state.attempts(remote) == 1)
        #expect(state.nextRetry(remote) != nil)
    }

    @Test func `a moment at the end of time stays there`() {
        let state = Cast.folded(
            .enqueued(peer: remote, activity: first), .failed(peer: remote, cid: first.cid, now: Moment(milliseconds: .max - 5)))
        #expect(state.nextRetry(remote) == Moment(milliseconds: .max))
    }

    @Test func `a state of two times the same peer is refused`() throws {
        let state = try #require(Cast.folded(.resumed(peer: remote)).peerState(remote))
        #expect(throws: DeliveryStateError.duplicate(remote)) { try DeliveryState([state, state]) }
    }
}
