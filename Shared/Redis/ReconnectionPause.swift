/// How long to wait before the next attempt to connect: doubling from the lower to the upper bound, shortened at random by up to a half,
/// so that the processes of a site do not all come back at the same moment.
struct ReconnectionPause {
    private let bounds: ClosedRange<Duration>
    private var next: Duration

    init(_ bounds: ClosedRange<Duration>) {
        self.bounds = bounds
        next = bounds.lowerBound
    }

    mutating func take() -> Duration {
        defer { next = min(next * 2, bounds.upperBound) }
        return next * Double.random(in: 0.5...1)
    }

    /// Starts small again, after a connection that lasted. One that broke at once keeps the pauses growing.
    mutating func reset(afterConnectionOf lifetime: Duration) {
        if lifetime >= bounds.upperBound { next = bounds.lowerBound }
    }
}
