import Synchronization

/// Which logout tokens this process has acted on: one that comes again is refused (OpenID Connect Back-Channel Logout 1.0, section 2.6). Others of
/// the service's processes do not know of it and need not, since acting on a token twice ends nothing new (``SignInSessions``).
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
