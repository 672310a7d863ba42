package import FoundationEssentials

/// The work that activities ask of handlers: each at least once, and in the order of versions for one object and handler.
package protocol Handlings: Sendable {
    /// Takes at most `limit` handlings of `handlers` whose turn it is, each for `lease`, the oldest first. It is the turn of one that
    /// waits and is due, or whose lease has ended, while no lower version of its object is unfinished for its handler. Two that claim at
    /// once never get the same.
    func claim(for handlers: [HandlerName], limit: Int, lease: Duration) async throws -> [Handling]
    /// Says that `handling` is done. False when it is no longer ours: its lease ended, and it was claimed anew.
    func finish(_ handling: Handling) async throws -> Bool
    /// Says that `handling` failed: it waits until `wait` has passed or, when that is nil, is parked. False when it is no longer ours.
    func fail(_ handling: Handling, error: String, retryAfter wait: Duration?) async throws -> Bool
    /// Says that `handling` waits for something else, until `wait` has passed, and spent no attempt. False when it is no longer ours.
    func postpone(_ handling: Handling, because reason: String, by wait: Duration) async throws -> Bool
    /// Those that are parked, the oldest first, at most `limit`.
    func parked(limit: Int) async throws -> [ParkedHandling]
    /// Has a parked one tried again from its first attempt. False when it is not parked.
    func retry(_ activity: ID<Activity>, by handler: HandlerName, in transaction: borrowing Transaction) async throws -> Bool
    /// Gives a parked one up, so that the object's later versions are handled. False when it is not parked.
    func skip(_ activity: ID<Activity>, by handler: HandlerName, in transaction: borrowing Transaction) async throws -> Bool
}

/// A handling that waits for an operator.
package struct ParkedHandling: Sendable, Equatable {
    package let activity: ID<Activity>
    package let kind: ActivityKind
    package let object: ObjectReference
    package let version: Version
    package let handler: HandlerName
    package let attempts: Int
    package let error: String
    package let parkedAt: Date

    package init(
        activity: ID<Activity>, kind: ActivityKind, object: ObjectReference, version: Version, handler: HandlerName, attempts: Int,
        error: String, parkedAt: Date
    ) {
        self.activity = activity
        self.kind = kind
        self.object = object
        self.version = version
        self.handler = handler
        self.attempts = attempts
        self.error = error
        self.parkedAt = parkedAt
    }
}
