import FoundationEssentials
import Synchronization

/// Counts what went wrong, by who did it, and says when it is enough for now.
final class FailureLimit: Sendable {
    private struct Count {
        var failures: Int
        let since: ContinuousClock.Instant
    }

    private let limit: Int
    private let span: Duration
    private let mostKnown: Int
    private let counts = Mutex<[String: Count]>([:])

    /// `limit` failures in `span` are enough.
    init(_ limit: Int = 20, in span: Duration = .seconds(60), mostKnown: Int = 10_000) {
        self.limit = limit
        self.span = span
        self.mostKnown = mostKnown
    }

    /// How long `name` has to wait; nil when it need not.
    func wait(of name: String, at now: ContinuousClock.Instant = .now) -> Duration? {
        counts.withLock { counts in
            guard let count = counts[name], count.failures >= limit, count.since + span > now else { return nil }
            return count.since + span - now
        }
    }

    func count(_ name: String, at now: ContinuousClock.Instant = .now) {
        counts.withLock { counts in
            if counts.count >= mostKnown, counts[name] == nil { counts = counts.filter { $0.value.since + span > now } }
            // So many names at once are made up: the oldest of them are not worth more memory.
            if counts.count >= mostKnown, counts[name] == nil { counts.removeAll() }
            if var count = counts[name], count.since + span > now {
                count.failures += 1
                counts[name] = count
            } else {
                counts[name] = Count(failures: 1, since: now)
            }
        }
    }
}
