/// How long to wait before the next attempt to connect: 25 ms doubled up to 800 ms, half of it by chance, so that the processes of a
/// platform do not come back to a restarted server all at once.
struct Backoff: Sendable {
    private var failures = 0

    /// Whether the last attempt failed.
    var hasFailed: Bool { failures > 0 }

    mutating func next() -> Duration {
        let whole = 25 << min(failures, 5)
        failures += 1
        return .milliseconds(whole / 2 + Int.random(in: 0...whole / 2))
    }

    mutating func succeeded() { failures = 0 }
}
