/// Which object a draft is for.
package enum DraftOf<Entity>: Sendable, Hashable {
    /// One that does not exist yet.
    case new
    /// The one with this id. With `basedOn`, only if that is still its version: somebody else's change is not overwritten.
    case existing(ID<Entity>, basedOn: Version? = nil)
    /// The one that was saved before under this reference, or else a new one that bears it.
    case imported(ExternalReference)
}

/// What saving a draft did.
package struct Saved<Entity>: Sendable, Equatable {
    package let id: ID<Entity>
    package let version: Version
    package let change: Change

    package init(id: ID<Entity>, version: Version, change: Change) {
        self.id = id
        self.version = version
        self.change = change
    }
}

/// Whether anything changed. Only what did has a new version and an activity.
package enum Change: String, Sendable, Codable {
    case created, updated, unchanged
}
