package import Shared
package import SharedHTML

/// A kind of fragment, declared once for the service that renders it and for those that show it.
package struct FragmentType: Sendable {
    /// Its name in the address: `GET /internal/fragments/<name>`.
    package let name: String
    /// The service that renders it.
    package let origin: ServiceName
    /// For whom it is rendered: part of its key, so that one person's markup never reaches another.
    package let audience: Audience
    /// For how long it is fresh.
    package let timeToLive: Duration
    /// For how long after that it is shown at once, while one flight renders it anew.
    package let staleWhileRevalidate: Duration
    /// For how long after it went stale it is shown when its origin fails.
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
    }

    package enum Audience: String, Sendable {
        /// The same for all.
        case everyone
        /// One for each basket, and one for all who have none.
        case visitor
        /// One for each person who is signed in, and one for all who are not.
        case member
    }
}

/// One fragment that a page asks for.
package struct FragmentRequest: Sendable {
    package let type: FragmentType
    /// In the order in which they stand in the address.
    package let parameters: KeyValuePairs<String, String>

    package init(_ type: FragmentType, _ parameters: KeyValuePairs<String, String> = [:]) {
        self.type = type
        self.parameters = parameters
    }
}

/// A name for something that fragments and pages show, and that changes: `post:<id>`, `menu`. When it changes, all that carries its tag is
/// stale.
package struct CacheTag: Hashable, Sendable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

/// What a fragment's renderer answers.
package struct RenderedFragment: Sendable {
    package let html: HTML
    /// All that it shows and that may change.
    package let tags: Set<CacheTag>

    package init(_ html: HTML, tags: Set<CacheTag>) {
        self.html = html
        self.tags = tags
    }
}

/// The service's side of a fragment. One file each in the service's `Fragments/`.
package protocol FragmentRenderer: Sendable {
    static var type: FragmentType { get }
    /// Renders it for `visitor`, of whom only what the type's audience needs is known. Throws `FragmentError.parameters` when the query lies.
    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment
}

/// The parameters of a fragment's address.
package struct FragmentQuery: Sendable {
    private let values: [String: String]
    package init(_ values: [String: String]) { self.values = values }
    package subscript(_ name: String) -> String? { values[name] }
}

package enum FragmentError: Error, Equatable {
    /// A parameter is missing or is not what it should be.
    case parameters(String)
}
