package import FoundationEssentials

/// A browser in which somebody has signed in: once, for all six services and for whoever else asks us (`sid` of OpenID Connect
/// Front-Channel Logout 1.0, section 3).
package struct Device: Sendable, Codable, Equatable {
    /// What it calls itself is cut after that many characters.
    package static let labelLimit = 200
    /// How long somebody stays signed in without proving anew who they are.
    package static let lifetime = Duration.seconds(90 * 86_400)
    /// How long it is kept, with its sessions, after it has ended or run out: so that somebody who finds out late that it was not them still has it in
    /// the file of all that is kept of them. That they were signed in there, their history says for longer.
    package static let memory = Duration.seconds(30 * 86_400)

    package let id: ID<Device>
    package let person: ID<Person>
    /// What it calls itself, for the list of signed-in devices.
    package let label: String
    /// How they last proved who they are.
    package let method: SignInMethod
    package let startedAt: Date
    /// When they last proved who they are (`auth_time` of OpenID Connect Core 1.0, section 2).
    package let provedAt: Date
    package let expiresAt: Date

    package init(
        id: ID<Device>, person: ID<Person>, label: String, method: SignInMethod, startedAt: Date, provedAt: Date, expiresAt: Date
    ) {
        self.id = id
        self.person = person
        self.label = label
        self.method = method
        self.startedAt = startedAt
        self.provedAt = provedAt
        self.expiresAt = expiresAt
    }
}

/// How somebody proves who they are. The raw value is stored.
package enum SignInMethod: String, Sendable, Codable, CaseIterable {
    /// By a link or a code in a mail.
    case mail
    case passkey
}
