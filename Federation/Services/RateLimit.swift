import Synchronization

/// Counts what each `Name` does, and says when it is enough for now. Each process counts for itself, so that a count costs nothing and no other process
/// can be held up with it.
final class RateLimit<Name: Hashable & Sendable>: Sendable {
    private struct Count {
        var times: Int
        let since: ContinuousClock.Instant
    }

    private let limit: Int
    private let span: Duration
    private let mostKnown: Int
    private let counts = Mutex<[Name: Count]>([:])

    /// `limit` times in `span` are enough. `mostKnown`: how many names are remembered.
    init(_ limit: Int = 20, in span: Duration = .seconds(60), mostKnown: Int = 10_000) {
        self.limit = limit
        self.span = span
        self.mostKnown = mostKnown
    }

    /// How long `name` has to wait; nil when it need not.
    func wait(of name: Name, at now: ContinuousClock.Instant = .now) -> Duration? {
        counts.withLock { counts in
            guard let count = counts[name], count.times >= limit, count.since + span > now else { return nil }
            return count.since + span - now
        }
    }

    func count(_ name: Name, at now: ContinuousClock.Instant = .now) {
        counts.withLock { counts in
            if let count = counts[name], count.since + span > now {
                counts[name]?.times = count.times + 1
                return
            }
            if counts.count >= mostKnown, counts[name] == nil { makeRoom(in: &counts, at: now) }
            counts[name] = Count(times: 1, since: now)
        }
    }

    /// Forgets those whose time is over and then, until a tenth of the room is free, those that did least, the oldest first. So many names at once are
    /// made up, each used once or twice: who made them up to be forgotten goes on waiting. A tenth, so that one of a thousand newcomers pays for the sorting.
    private func makeRoom(in counts: inout [Name: Count], at now: ContinuousClock.Instant) {
        counts = counts.filter { $0.value.since + span > now }
        let excess = counts.count - (mostKnown - max(1, mostKnown / 10))
        guard excess > 0 else { return }
        let leastFirst = counts.sorted { ($0.value.times, $0.value.since) < ($1.value.times, $1.value.since) }
        for (name, _) in leastFirst.prefix(excess) { counts[name] = nil }
    }
}
