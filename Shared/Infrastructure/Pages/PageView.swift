package import SharedHTML

/// A page's own part: what stands between the chrome's header and footer. A struct named as what it shows.
package protocol PageView: Sendable {
    /// Of the document; the chrome adds the site's name.
    var title: String { get }
    /// A sentence for search engines and previews.
    var description: String { get }
    /// Fragments beyond the chrome's; asked for at once with them, shown by `body` in this order.
    var fragments: [FragmentRequest] { get }
    func body(_ fragments: [HTML]) -> HTML
}

extension PageView {
    package var fragments: [FragmentRequest] { [] }
}
