/// What follows an attempt that failed.
package enum Backoff: Hashable, Sendable {
    case retry(after: Duration)
    case deadLetter
}

/// What follows a probe that did not reach its peer.
package enum ProbeBackoff: Hashable, Sendable {
    case rest(Duration)
    /// The peer has been away for too long: what is pending for it is given up, and it is left alone for this long.
    case giveUp(rest: Duration)
}

extension DeliveryWorker {
    /// What follows the `attempt`th failure of an activity, counted from 1: five gaps, and after the sixth failure the dead letter. The
    /// projection asks here as well, so that both come to the same moment.
    package static func backoff(forAttempt attempt: Int) -> Backoff {
        switch attempt {
        case ...1: .retry(after: .seconds(60))
        case 2: .retry(after: .seconds(600))
        case 3: .retry(after: .seconds(3600))
        case 4: .retry(after: .seconds(6 * 3600))
        case 5: .retry(after: .seconds(24 * 3600))
        default: .deadLetter
        }
    }

    /// What is added to the gap after the `attempt`th failure, so that peers that fail together do not come back together: from nothing to
    /// just under a tenth of the gap. It depends on the peer's address and the attempt alone, by FNV-1a (64 bits; Swift's own hashes differ
    /// from process to process), so that a worker and a projection agree wherever they run.
    package static func jitter(peer: Peer, attempt: Int) -> Duration {
        guard case .retry(let gap) = backoff(forAttempt: attempt) else { return .zero }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        for byte in peer.inbox.utf8 { mix(byte) }
        mix(UInt8(truncatingIfNeeded: attempt))
        return .milliseconds(gap.milliseconds * Int64(hash % 1000) / 10_000)
    }

    /// What follows the `probe`th time in a row, counted from 1, that a peer could not be reached: it rests 1 minute, 10 minutes, then 30
    /// minutes at a time, until these rests come to 7 days; after that a day at a time. Rests are counted, not days on the calendar, so that
    /// neither a clock that jumps nor our own absence gives a peer's queue up.
    package static func backoff(afterProbe probe: Int) -> ProbeBackoff {
        switch probe {
        case ...1: .rest(.seconds(60))
        case 2: .rest(.seconds(600))
        case ...lastProbe: .rest(.seconds(1800))
        default: .giveUp(rest: .seconds(24 * 3600))
        }
    }

    /// The probe after whose rest 7 days have passed: 1 and 10 minutes, and as many half hours as it takes.
    private static let lastProbe = 2 + (7 * 24 * 60 - 11 + 29) / 30
}
