import Shared
package import SharedHTML

/// What stands around every page of every service. Each member is a requirement with a default, so that a service overrides the one that
/// it wants otherwise, in an extension that states this conformance (a member that stood only in the extension would not be overridden,
/// silently).
package protocol Chrome: PageChrome {
    var site: Site { get }
    /// What the service is called beside the site's name; nil says nothing more.
    var section: String? { get }
    /// What every page of the service needs beyond what every page of the site has.
    var bundles: [PageBundle] { get }

    /// The places of the fragments that stand on every page.
    var parts: ChromeParts { get }

    /// The whole document of `page`, whose own markup is `main`.
    func document(_ page: any PageView, parts: ChromeParts, main: Composition) -> Composition
    func head(_ page: any PageView) -> HTML
    func masthead(_ parts: ChromeParts) -> Composition
    func footer(_ parts: ChromeParts) -> Composition
}

extension Chrome {
    package var section: String? { site.service.title }
    package var bundles: [PageBundle] {
        switch site.service {
        case .blog: []
        case .market: [.reading, .market, .basket]
        case .cart: [.basket]
        case .events: [.reading, .calendar]
        case .federation, .account: [.reading]
        }
    }

    package var parts: ChromeParts { .everyPage }
    package var fragments: [FragmentRequest] { parts.fragments }
    package func layout(_ page: any PageView, at path: String) -> Composition { document(page, parts: parts, main: page.body) }

    package func document(_ page: any PageView, parts: ChromeParts, main: Composition) -> Composition {
        """
        <!doctype html>
        <html lang="en-GB">
        <head>
        \(head(page))</head>
        <body>
        <a class="skip" href="#main">Skip to the page</a>
        \(masthead(parts))
        <main class="main" id="main" tabindex="-1">
        \(main)
        </main>
        \(footer(parts))
        </body>
        </html>

        """
    }

    package func masthead(_ parts: ChromeParts) -> Composition {
        """
        <header class="masthead">
        <div class="masthead-top">
        \(Brand(site: site, section: section).body)
        <div class="masthead-search">\(SearchBox(site: site).body)</div>
        <div class="masthead-tools">
        \(parts.basket)
        \(parts.member)
        </div>
        </div>
        <div class="masthead-ways">
        \(parts.navigation)
        \(parts.calendars)
        </div>
        </header>
        """
    }

    package func footer(_ parts: ChromeParts) -> Composition {
        """
        <footer class="footer">
        <div class="footer-columns">
        \(parts.inSeason)
        \(parts.comingUp)
        \(parts.cooperative)
        </div>
        \(SiteList(site: site).body)
        </footer>
        """
    }
}

/// The chrome of a service that overrides nothing, and of error pages anywhere.
package struct SharedChrome: Chrome {
    package let site: Site
    package init(site: Site) { self.site = site }
}
