/// Something that is done about activities. It may be asked to handle the same one again, after a crash or a lost lease, so doing so must
/// change nothing more.
package protocol ActivityHandler: Sendable {
    /// As in ``Subscriptions``.
    var name: HandlerName { get }
    /// Does it. What it throws is kept with the handling; it is tried again later, and parked when it fails too often. It is cancelled,
    /// and has failed, when it takes longer than its lease. ``HandlingPostponed`` costs no attempt.
    func handle(_ activity: Activity) async throws
}

/// Thrown by a handler that has nothing against the activity, but cannot work now: what it needs is away. It is asked again after `wait`,
/// however often that takes.
package struct HandlingPostponed: Error, Sendable {
    package let wait: Duration
    package let reason: String

    package init(by wait: Duration, because reason: String) {
        self.wait = wait
        self.reason = reason
    }
}
