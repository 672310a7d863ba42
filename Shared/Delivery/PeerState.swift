/// One peer's queue, as its worker holds it.
package struct PeerState: Equatable, Sendable {
    package let peer: Peer
    var queue = ActivityQueue()
    /// How often the first of `pending` has failed.
    package internal(set) var attempts = 0
    /// Before when the first of `pending` is not tried again; nil when it may be tried now.
    package internal(set) var nextRetry: Moment?
    var dead = ActivityQueue()
    /// nil: the peer can be reached, as far as is known.
    package internal(set) var parking: Parking?

    /// A peer that cannot be reached at all.
    package struct Parking: Hashable, Sendable, Codable {
        package var until: Moment
        /// How often in a row it was not reached.
        package var probes: Int
    }

    init(_ peer: Peer) { self.peer = peer }

    /// What is to be delivered, the next one first.
    package var pending: [OutboundActivity] { queue.activities }
    /// What will not be tried again, in the order in which it was given up.
    package var deadLetter: [OutboundActivity] { dead.activities }

    /// Whether an activity is pending or was given up.
    func holds(_ cid: ContentID) -> Bool { queue.contains(cid) || dead.contains(cid) }
}

extension PeerState {
    /// Lets an event of this peer take effect.
    ///
    /// Only the first of `pending` is ever under way, so attempts and the next retry are its own: an event about another one leaves them
    /// alone, and an outcome for an activity that is not pending changes nothing. That makes it harmless to read an event twice.
    mutating func fold(_ event: DeliveryEvent) {
        switch event {
        case .enqueued(_, let activity): enqueue(activity)
        case .delivered(_, let cid): _ = leave(cid)
        case .failed(_, let cid, let now): fail(cid, at: now)
        case .deadLettered(_, let cid, _): bury(cid)
        case .deferred(_, let cid, let until): if queue.first?.cid == cid { nextRetry = until }
        case .parked(_, let until): parking = Parking(until: until, probes: (parking?.probes ?? 0) + 1)
        case .resumed: parking = nil
        case .unknown: break
        }
    }

    /// A second one comes from a handler that ran again. What was delivered before is not remembered here: the log takes each only once.
    private mutating func enqueue(_ activity: OutboundActivity) {
        if !holds(activity.cid) { queue.append(activity) }
    }

    private mutating func fail(_ cid: ContentID, at now: Moment) {
        guard queue.first?.cid == cid else { return }
        attempts += 1
        switch DeliveryWorker.backoff(forAttempt: attempts) {
        case .retry(let after): nextRetry = now + after + DeliveryWorker.jitter(peer: peer, attempt: attempts)
        case .deadLetter: bury(cid)
        }
    }

    private mutating func bury(_ cid: ContentID) {
        if let activity = leave(cid) { dead.append(activity) }
    }

    /// Takes it out of `pending`. When it was the first, the next one starts afresh.
    private mutating func leave(_ cid: ContentID) -> OutboundActivity? {
        let wasFirst = queue.first?.cid == cid
        guard let activity = queue.remove(cid) else { return nil }
        if wasFirst { (attempts, nextRetry) = (0, nil) }
        return activity
    }
}

/// The form of a snapshot. What is absent is empty, none or zero.
extension PeerState: Codable {
    private enum Key: String, CodingKey {
        case peer, pending, attempts, nextRetry, deadLetter, parking
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(try container.decode(Peer.self, forKey: .peer))
        queue = try container.decodeIfPresent(ActivityQueue.self, forKey: .pending) ?? ActivityQueue()
        attempts = try container.decodeIfPresent(Int.self, forKey: .attempts) ?? 0
        nextRetry = try container.decodeIfPresent(Moment.self, forKey: .nextRetry)
        dead = try container.decodeIfPresent(ActivityQueue.self, forKey: .deadLetter) ?? ActivityQueue()
        parking = try container.decodeIfPresent(Parking.self, forKey: .parking)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(peer, forKey: .peer)
        if !queue.isEmpty { try container.encode(queue, forKey: .pending) }
        if attempts != 0 { try container.encode(attempts, forKey: .attempts) }
        try container.encodeIfPresent(nextRetry, forKey: .nextRetry)
        if !dead.isEmpty { try container.encode(dead, forKey: .deadLetter) }
        try container.encodeIfPresent(parking, forKey: .parking)
    }
}
