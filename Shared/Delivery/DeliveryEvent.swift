/// What happens to a peer's queue, in the order in which it happens. The log of these is the queue: `DeliveryState` is what they fold to.
package enum DeliveryEvent: Hashable, Sendable {
    /// The activity is to be delivered, after all that were enqueued for the peer before.
    case enqueued(peer: Peer, activity: OutboundActivity)
    /// The peer took it.
    case delivered(peer: Peer, cid: ContentID)
    /// The peer answered at `now`, and did not take it. The next attempt follows from the worker's backoff.
    case failed(peer: Peer, cid: ContentID, now: Moment)
    /// It will not be tried again. `status` is the answer by which the peer refused it, nil when that is not why.
    case deadLettered(peer: Peer, cid: ContentID, status: Int? = nil)
    /// The peer asked for patience (Retry-After). No attempt is spent.
    case deferred(peer: Peer, cid: ContentID, until: Moment)
    /// The peer cannot be reached at all. Its queue rests until then; no attempt is spent.
    case parked(peer: Peer, until: Moment)
    /// The peer answers again.
    case resumed(peer: Peer)
    /// An event of a type that this build does not know. It changes nothing.
    case unknown(String)

    /// Whose queue it is; nil for an unknown type.
    package var peer: Peer? {
        switch self {
        case .enqueued(let peer, _), .delivered(let peer, _), .failed(let peer, _, _), .deadLettered(let peer, _, _),
            .deferred(let peer, _, _), .parked(let peer, _), .resumed(let peer):
            peer
        case .unknown: nil
        }
    }
}
