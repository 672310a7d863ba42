import Shared
package import SharedHTML

/// The six services, and what we owe whoever reads to the end.
package struct SiteList: Sendable {
    package let site: Site

    package var body: HTML {
        """
        <div class="footer-sites">
        <nav aria-label="The co-op’s sites"><ul>
        \(ServiceName.allCases.map(item))</ul></nav>
        <p>No adverts and nobody counting you. A cookie only once you put something in your basket or sign in.</p>
        </div>
        """
    }

    private func item(_ service: ServiceName) -> HTML {
        """
        <li><a href="\(url: site.link(Link(path: "/"), on: service))"\(service == site.service ? " aria-current=\"true\"" : nil)>\(service.title)</a></li>

        """
    }
}

extension ServiceName {
    /// What people call it.
    package var title: String {
        switch self {
        case .blog: "Blog"
        case .market: "Market"
        case .cart: "Basket"
        case .events: "Events"
        case .federation: "Fediverse"
        case .account: "Account"
        }
    }
}
