package import FoundationEssentials

/// Something that happened to an object of a domain, written in the transaction that made it happen. There is exactly one for each
/// version of an object, so the versions say in which order things happened; ids do not, since a lower one can be committed later.
package struct Activity: Sendable, Equatable {
    package let id: ID<Activity>
    package let kind: ActivityKind
    package let object: ObjectReference
    /// The object's version after the change.
    package let version: Version
    package let visibility: Visibility
    package let occurredAt: Date
    package let facts: ActivityFacts
    /// The content id: the SHA-256 of the payload's exact bytes.
    package let cid: ContentID

    package init(
        id: ID<Activity>, kind: ActivityKind, object: ObjectReference, version: Version, visibility: Visibility, occurredAt: Date,
        facts: ActivityFacts, cid: ContentID
    ) {
        self.id = id
        self.kind = kind
        self.object = object
        self.version = version
        self.visibility = visibility
        self.occurredAt = occurredAt
        self.facts = facts
        self.cid = cid
    }

    /// Who may hear of it.
    package enum Visibility: String, Sendable, Codable, CaseIterable {
        /// Everybody may hear of it; federation shows it, and later delivers it.
        case `public`
        /// It never leaves the platform.
        case `private`
    }
}
