/// The search for one fragment, beyond the process cache.
struct Quest: Sendable {
    let request: FragmentRequest
    let key: PartKey
    /// Where pages wait for it; nil when a stale part is made anew and no page waits.
    let flight: Flight?
    /// What this process has of it.
    let known: CachedPart?
}
