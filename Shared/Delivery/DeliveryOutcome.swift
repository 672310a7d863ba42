/// How an attempt to deliver ended.
package enum DeliveryOutcome: Hashable, Sendable {
    /// The peer answered with this HTTP status, and said for how long it wants to be left alone, if it did (Retry-After).
    case answered(status: Int, retryAfter: Duration? = nil)
    /// Nobody answered: no address, no connection, no TLS, no answer in time.
    case unreachable
    /// We may not or cannot send it, now or ever: the payload is too large or gone, the address is not one that we speak to.
    case impossible
}

extension PeerState {
    /// What a worker is to do for a peer.
    package enum Step: Hashable, Sendable {
        /// Nothing is pending.
        case idle
        case wait(until: Moment)
        case deliver(OutboundActivity)
    }

    /// From when on the first of `pending` may be tried; nil when nothing is pending.
    package var due: Moment? {
        queue.isEmpty ? nil : max(nextRetry ?? .distantPast, parking?.until ?? .distantPast)
    }

    package func step(at now: Moment) -> Step {
        guard let due, let first = queue.first else { return .idle }
        return due > now ? .wait(until: due) : .deliver(first)
    }

    /// What an outcome means, as events that take effect together.
    ///
    /// Any answer shows that the peer is there. 2xx is success. A 4xx is a refusal, but for 401, 408 and 429, which may pass. 429 and 503 with
    /// a Retry-After are obeyed, for at least the first gap of the backoff and at most the last. All else is a failure.
    package func events(after outcome: DeliveryOutcome, of activity: OutboundActivity, at now: Moment) -> [DeliveryEvent] {
        switch outcome {
        case .answered(let status, let retryAfter):
            (parking == nil ? [] : [.resumed(peer: peer)]) + events(afterStatus: status, retryAfter, of: activity, at: now)
        case .impossible:
            [.deadLettered(peer: peer, cid: activity.cid)]
        case .unreachable:
            switch DeliveryWorker.backoff(afterProbe: (parking?.probes ?? 0) + 1) {
            case .rest(let rest): [.parked(peer: peer, until: now + rest)]
            case .giveUp(let rest):
                pending.map { .deadLettered(peer: peer, cid: $0.cid) } + [.parked(peer: peer, until: now + rest)]
            }
        }
    }

    private func events(
        afterStatus status: Int, _ retryAfter: Duration?, of activity: OutboundActivity, at now: Moment
    ) -> [DeliveryEvent] {
        let cid = activity.cid
        switch (status, retryAfter) {
        case (200...299, _):
            return [.delivered(peer: peer, cid: cid)]
        case (429, let patience?), (503, let patience?):
            return [.deferred(peer: peer, cid: cid, until: now + min(max(patience, .seconds(60)), .seconds(24 * 3600)))]
        case (400...499, _) where ![401, 408, 429].contains(status):
            return [.deadLettered(peer: peer, cid: cid, status: status)]
        default:
            // The log says what became of it, also where the fold knows already.
            let isLast = queue.first?.cid == cid && DeliveryWorker.backoff(forAttempt: attempts + 1) == .deadLetter
            return [.failed(peer: peer, cid: cid, now: now)] + (isLast ? [.deadLettered(peer: peer, cid: cid)] : [])
        }
    }
}
