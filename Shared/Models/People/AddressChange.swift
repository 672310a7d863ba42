package import FoundationEssentials

/// Somebody wants mail to reach them elsewhere: it does so once both addresses have said yes.
package struct AddressChange: Sendable, Codable, Equatable {
    /// How long both have for that, in seconds.
    package static let lifetime: TimeInterval = 86_400
    /// How often somebody may ask for it in that time: each asks two mailboxes.
    package static let limit = 5

    package let id: ID<AddressChange>
    package let person: ID<Person>
    package let old: EmailAddress
    package let new: EmailAddress
    package let askedAt: Date
    package let expiresAt: Date
    /// The ends that have said yes.
    package let confirmed: Set<End>

    /// A raw value is never renamed.
    package enum End: String, Sendable, Codable, CaseIterable {
        case old, new
    }

    package init(
        id: ID<AddressChange>, person: ID<Person>, old: EmailAddress, new: EmailAddress, askedAt: Date, expiresAt: Date,
        confirmed: Set<End> = []
    ) {
        self.id = id
        self.person = person
        self.old = old
        self.new = new
        self.askedAt = askedAt
        self.expiresAt = expiresAt
        self.confirmed = confirmed
    }

    package func address(of end: End) -> EmailAddress {
        switch end {
        case .old: old
        case .new: new
        }
    }
}
