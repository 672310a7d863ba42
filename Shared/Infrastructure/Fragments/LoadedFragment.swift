import NIOCore

/// A fragment as a page has it: what to show, where it came from, and what that cost.
struct LoadedFragment: Sendable {
    /// Nil: its type's fallback.
    let part: CachedPart?
    let source: PartSource
    /// For how long the page waited for it.
    let cost: TimeAmount

    /// Whether what shows it may be kept: it is neither stale nor a fallback.
    var isKeepable: Bool { part != nil && source != .stale && source != .fallback }

    init(_ part: CachedPart?, _ source: PartSource, cost: TimeAmount = .zero) {
        self.part = part
        self.source = source
        self.cost = cost
    }
}
