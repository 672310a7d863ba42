/// What a log of delivery events comes to: for each peer what a delivery worker holds, less the function by which it delivers. So a worker
/// that was killed starts again from here.
///
/// An event costs constant time, and memory grows with the peers and with what is pending or given up, never with what was delivered.
package struct DeliveryState: Equatable, Sendable {
    private var states: [PeerState] = []
    private var indices = SlotIndex()

    /// The empty state: no peer was touched.
    package init() {}

    /// The state that these make up, in their order of first touch. Throws `DeliveryStateError` when one peer is there twice.
    package init(_ states: [PeerState]) throws(DeliveryStateError) {
        for state in states {
            guard index(of: state.peer) == nil else { throw .duplicate(state.peer) }
            append(state)
        }
    }

    /// Lets an event take effect. Any event of a known type touches its peer; one of an unknown type changes nothing.
    package mutating func fold(_ event: DeliveryEvent) {
        guard let peer = event.peer else { return }
        if let index = index(of: peer) { return states[index].fold(event) }
        var state = PeerState(peer)
        state.fold(event)
        append(state)
    }

    private mutating func append(_ state: PeerState) {
        indices.insert(state.peer.hash, UInt32(states.count))
        states.append(state)
    }

    private func index(of peer: Peer) -> Int? {
        indices.find(peer.hash) { states[Int($0)].peer == peer }.map { Int($0) }
    }

    /// `fold` as a value, for a `ProjectionRunner`.
    package static let folding: @Sendable (inout DeliveryState, DeliveryEvent) -> Void = { $0.fold($1) }

    /// All that is known of a peer; nil when no event has touched it.
    package func peerState(_ peer: Peer) -> PeerState? { index(of: peer).map { states[$0] } }

    /// The peers that were touched, in the order of their first touch.
    package var peers: [Peer] { states.map(\.peer) }

    /// All that is known, in the order of first touch.
    package var peerStates: [PeerState] { states }

    /// What is to be delivered to a peer, the next one first; nothing for a peer that is not known.
    package func pending(_ peer: Peer) -> [OutboundActivity] { peerState(peer)?.pending ?? [] }

    /// How often the first of a peer's pending activities has failed.
    package func attempts(_ peer: Peer) -> Int { peerState(peer)?.attempts ?? 0 }

    /// Before when the first of a peer's pending activities is not tried again; nil when there is no such moment.
    package func nextRetry(_ peer: Peer) -> Moment? { peerState(peer)?.nextRetry }

    /// What will not be tried again for a peer, in the order in which it was given up.
    package func deadLetter(_ peer: Peer) -> [OutboundActivity] { peerState(peer)?.deadLetter ?? [] }

    package static func == (left: Self, right: Self) -> Bool { left.states == right.states }
}

package enum DeliveryStateError: Error, Equatable {
    case duplicate(Peer)
}

/// A snapshot: an array of the peers' states, in the order of first touch.
extension DeliveryState: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init([PeerState](from: decoder))
    }

    package func encode(to encoder: any Encoder) throws { try states.encode(to: encoder) }
}
