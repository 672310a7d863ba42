/// For how long a part may be shown, in milliseconds after it was made.
struct Lifetime: Sendable, Equatable {
    /// As it is.
    let fresh: Int64
    /// While it is made anew in the background.
    let revalidating: Int64
    /// When it cannot be made anew.
    let failing: Int64

    init(fresh: Int64, revalidating: Int64, failing: Int64) {
        self.fresh = fresh
        self.revalidating = max(fresh, revalidating)
        self.failing = max(fresh, revalidating, failing)
    }

    init(fresh: Duration, staleWhileRevalidate: Duration = .zero, staleIfError: Duration = .zero) {
        let fresh = fresh.milliseconds
        self.init(
            fresh: fresh, revalidating: fresh + staleWhileRevalidate.milliseconds, failing: fresh + staleIfError.milliseconds)
    }

    init(_ type: FragmentType) {
        self.init(fresh: type.timeToLive, staleWhileRevalidate: type.staleWhileRevalidate, staleIfError: type.staleIfError)
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
