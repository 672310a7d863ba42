import Synchronization

/// Until when nobody tries a relay that could not be talked to. All lanes of a worker share it.
final class RelayPause: Sendable {
    private let state = Mutex<(until: ContinuousClock.Instant, next: Duration?)>((.now, nil))

    /// What is left of the pause; nil when there is none.
    var left: Duration? {
        let left = state.withLock { ContinuousClock.now.duration(to: $0.until) }
        return left > .zero ? left : nil
    }

    /// Begins a pause, twice as long as the last within `range`, or answers what is left of one that another lane has begun meanwhile.
    func begin(within range: ClosedRange<Duration>) -> Duration {
        state.withLock { state in
            let left = ContinuousClock.now.duration(to: state.until)
            guard left <= .zero else { return left }
            let pause = min(state.next ?? range.lowerBound, range.upperBound)
            state = (.now + pause, pause * 2)
            return pause
        }
    }

    /// The relay talks to us: the next pause is the shortest again.
    func end() { state.withLock { $0 = (.now, nil) } }
}
