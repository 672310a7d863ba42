package import Shared
package import SharedHTML

/// A kind of fragment, declared once, in `Declarations/`, for the service that renders it and for those that show it. A class, since every
/// request for a fragment carries it: one reference, where a structure would be a dozen.
package final class FragmentType: Sendable {
    /// Its name in the address: `GET /internal/fragments/<name>`.
    package let name: String
    /// The service that renders it. Several services may own fragments of one name, for what each of them has.
    package let origin: ServiceName
    /// Its origin and name, which are one type's alone: `market/container-cards`.
    let id: String
    /// Its name in `Server-Timing`: `market.container-cards`.
    let timingName: String
    /// The fallback's version, for the ETag of a page that shows it.
    let fallbackVersion: UInt64
    /// For whom it is rendered: part of its key, so that one person's markup never reaches another.
    package let audience: Audience
    /// For how long it is fresh.
    package let timeToLive: Duration
    /// For how long after that it is shown at once, while one flight renders it anew. Not when its tag was invalidated: then it is known
    /// to be wrong.
    package let staleWhileRevalidate: Duration
    /// For how long after its time to live it is shown when its origin fails.
    package let staleIfError: Duration
    /// What a page waits for it at most.
    package let budget: Duration
    /// What is shown when there is nothing else.
    package let fallback: HTML

    package init(
        _ name: String, origin: ServiceName, audience: Audience, timeToLive: Duration, staleWhileRevalidate: Duration,
        staleIfError: Duration, budget: Duration, fallback: HTML
    ) {
        self.name = name
        self.origin = origin
        self.audience = audience
        self.timeToLive = timeToLive
        self.staleWhileRevalidate = staleWhileRevalidate
        self.staleIfError = staleIfError
        self.budget = budget
        self.fallback = fallback
        id = origin.rawValue + "/" + name
        timingName = origin.rawValue + "." + name
        fallbackVersion = PartVersion.of(fallback.bytes, salt: "fallback of \(id)")
    }

    package enum Audience: String, Sendable {
        /// The same for all.
        case everyone
        /// One for each basket and each member, and one for all who have and are none.
        case visitor
        /// One for each person who is signed in, and one for all who are not.
        case member
    }
}
