package import ServiceLifecycle
import Shared

/// One service as a part of the site: the fragments that it owns and shows, its pages, and the app that serves both.
package struct SitePart: Sendable {
    package let site: Site
    package let pages: PageResponder
    /// Who is told when something changed that pages and fragments show.
    package var invalidator: CacheInvalidator { composer.invalidator }
    package let visitors: VisitorCookies

    private let resources: AppResources
    private let chrome: any Chrome
    private let composer: FragmentComposer

    /// - Parameters:
    ///   - chrome: what stands around the service's pages; nil takes the site's.
    ///   - fragments: the renderers of the fragments that the service owns.
    package init(_ resources: AppResources, chrome: (any Chrome)? = nil, fragments: (Site) -> [any FragmentRenderer]) {
        let config = resources.config
        self.resources = resources
        site = Site(resources)
        self.chrome = chrome ?? SharedChrome(site: site)
        visitors = VisitorCookies(config)
        composer = FragmentComposer(
            FragmentSettings(config), renderers: fragments(site), redis: resources.redis, logger: resources.logger)
        pages = PageResponder(chrome: self.chrome, fragments: composer)
    }

    /// The service's app. `background`: what else runs as long as it does.
    package func app(background: [any Service] = [], routes: (Routes) -> Void) -> App {
        App(
            resources, background: [composer] + background, errorPage: ErrorPage(chrome: chrome), internals: composer.routes.add(to:),
            routes: routes)
    }
}

extension Site {
    init(_ resources: AppResources) {
        self.init(service: resources.config.service, origins: resources.config.publicOrigins, asset: resources.assets.link)
    }
}
