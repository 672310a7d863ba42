package import SharedHTML

/// The service's side of a fragment. One file each in the service's `Fragments/`.
package protocol FragmentRenderer: Sendable {
    static var type: FragmentType { get }
    /// Renders it for `visitor`, of whom only what the type's audience needs is known. Throws ``FragmentError``.
    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment
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

/// The parameters of a fragment's address, decoded.
package struct FragmentQuery: Sendable {
    private let values: [String: String]
    package init(_ values: [String: String]) { self.values = values }
    package subscript(_ name: String) -> String? { values[name] }
}

package enum FragmentError: Error, Equatable {
    /// A parameter is missing or is not what it should be: says which and why.
    case parameters(String)
    /// What the parameters name is not there, or is not to be shown.
    case notFound
}
