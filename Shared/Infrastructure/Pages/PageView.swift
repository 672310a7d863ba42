package import SharedHTML

/// A page's own part: what stands between the chrome's header and footer, and what the document says of itself. A struct named as what
/// it shows.
package protocol PageView: Sendable {
    /// Of the document; the chrome adds the site's name.
    var title: String { get }
    /// A sentence for search engines and previews.
    var description: String { get }
    /// Its one true path on its service, whatever query it was asked with; nil for what has none (an error, an answer to a form).
    var canonical: Link? { get }
    /// What it is to those who preview it.
    var kind: PageKind { get }
    /// The picture that previews show: an absolute address.
    var picture: Link? { get }
    /// Whether search engines may list it.
    var isIndexed: Bool { get }
    /// What its look and its ease need beyond what every page has.
    var bundles: [PageBundle] { get }
    /// All that the page's own part shows and that may change, so that a cached one is made anew. Empty on pages that are never cached.
    var tags: Set<CacheTag> { get }
    /// Markup, with the page's own fragments where they stand.
    var body: Composition { get }
}

extension PageView {
    package var canonical: Link? { nil }
    package var kind: PageKind { .website }
    package var picture: Link? { nil }
    package var isIndexed: Bool { canonical != nil }
    package var bundles: [PageBundle] { [] }
}

/// OpenGraph's `og:type`.
package enum PageKind: String, Sendable {
    case website
    case article
    case profile
}
