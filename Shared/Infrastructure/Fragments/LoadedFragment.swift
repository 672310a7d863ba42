import NIOCore

/// A fragment as a page has it: what to show, where it came from, and what that cost.
struct LoadedFragment: Sendable {
    /// Nil: its type's fallback.
    let part: CachedPart?
    let source: PartSource
    /// For how long the page waited for it.
    let cost: TimeAmount

    init(_ part: CachedPart?, _ source: PartSource, cost: TimeAmount = .zero) {
        self.part = part
        self.source = source
        self.cost = cost
    }
}
