package import FoundationEssentials

/// A client is to be told that somebody has signed out (OpenID Connect Back-Channel Logout 1.0, section 2.5).
package struct LogoutDelivery: Sendable, Codable, Equatable {
    /// How long it is kept after the client was told or given up: for an operator whom a client asks why somebody is still signed in there.
    package static let memory = Duration.seconds(30 * 86_400)

    package let id: ID<LogoutDelivery>
    package let client: ClientID
    package let person: ID<Person>
    package let device: ID<Device>
    package let queuedAt: Date
    /// How often it was tried, this time included.
    package let attempt: Int

    package init(id: ID<LogoutDelivery>, client: ClientID, person: ID<Person>, device: ID<Device>, queuedAt: Date, attempt: Int) {
        self.id = id
        self.client = client
        self.person = person
        self.device = device
        self.queuedAt = queuedAt
        self.attempt = attempt
    }
}

/// Where it is.
package enum LogoutDeliveryStatus: String, StateMachine, Codable {
    /// To be tried when it is due.
    case waiting
    case delivered
    /// The client did not answer for days, or is no more.
    case abandoned

    package static let machine = "logout-delivery"
    package static let transitions: [LogoutDeliveryStatus: Set<LogoutDeliveryStatus>] = [
        .waiting: [.delivered, .abandoned],
        .delivered: [],
        .abandoned: [],
    ]
}
