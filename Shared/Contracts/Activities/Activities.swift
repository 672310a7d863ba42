/// The record of what happened.
package protocol Activities: Sendable {
    /// Writes that `news` happened, and a handling for each handler that subscribes to its kind, in the transaction of the change itself.
    /// Throws `ActivityError.versionTaken`: the change forgot to count up the object's version.
    func record(_ news: NewActivity, in transaction: borrowing Transaction) async throws -> Activity
    /// What is new, the latest first, at most `limit`: of each object the last activity, when it is public. So what was taken back since
    /// is not there.
    func recent(limit: Int) async throws -> [Activity]
    /// All that happened to one object, the latest first, at most `limit`.
    func history(of object: ObjectReference, limit: Int) async throws -> [Activity]
}

/// Why an activity is not written.
package enum ActivityError: Error, Equatable {
    case versionTaken(ObjectReference, Version)
}

/// An activity that is about to be written.
package struct NewActivity: Sendable, Equatable {
    package let kind: ActivityKind
    package let object: ObjectReference
    package let version: Version
    package let visibility: Activity.Visibility
    package let facts: ActivityFacts

    package init(kind: ActivityKind, object: ObjectReference, version: Version, visibility: Activity.Visibility, facts: ActivityFacts) {
        self.kind = kind
        self.object = object
        self.version = version
        self.visibility = visibility
        self.facts = facts
    }
}
