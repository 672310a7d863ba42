import Synchronization

/// Which logout tokens this process has acted on, so that one which is sent again signs nobody out who has signed in since. Others of the
/// service's processes do not know of it; a token counts for two minutes, and most name a device, which never comes back.
final class SeenTokens: Sendable {
    private let seen = Mutex(RecentEntries<String, Bool>(limit: 10_000))

    /// False when it was added before.
    func add(_ id: String) -> Bool {
        seen.withLock { seen in
            guard seen.find(id) == nil else { return false }
            seen.insert(true, for: id)
            return true
        }
    }

    /// What came of it is not known, so it may be sent again.
    func remove(_ id: String) { seen.withLock { $0.remove(id) } }
}
