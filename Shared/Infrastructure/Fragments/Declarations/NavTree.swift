import Shared
import SharedHTML

extension FragmentType {
    /// The site's navigation menu, a tree, from the blog. It stands in every page's header, and changes seldom.
    package static let navTree = FragmentType(
        "nav-tree", origin: .blog, audience: .everyone, timeToLive: .seconds(300), staleWhileRevalidate: .seconds(600),
        staleIfError: .seconds(86_400), budget: .milliseconds(250),
        fallback: """
            <nav class="nav-tree" aria-label="Site"></nav>
            """)
}
