package import FoundationEssentials

/// One handler's work on one activity.
package struct Handling: Sendable, Equatable {
    package let activity: Activity
    package let handler: HandlerName
    /// How often it was tried, this time included.
    package let attempt: Int
    /// Proves that the claim is ours: a later claim has another one.
    package let lease: UUID

    package init(activity: Activity, handler: HandlerName, attempt: Int, lease: UUID) {
        self.activity = activity
        self.handler = handler
        self.attempt = attempt
        self.lease = lease
    }
}

/// Where a handling is.
package enum HandlingState: String, StateMachine, Codable {
    /// Nobody works on it.
    case waiting
    /// A processor works on it, until its lease ends.
    case leased
    case done
    /// It failed too often, and waits for an operator.
    case parked
    /// An operator gave it up.
    case skipped

    package static let machine = "handling"
    package static let transitions: [HandlingState: Set<HandlingState>] = [
        .waiting: [.leased],
        .leased: [.waiting, .done, .parked],
        .parked: [.waiting, .skipped],
        .done: [],
        .skipped: [],
    ]
}
