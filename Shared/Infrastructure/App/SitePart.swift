package import ServiceLifecycle
package import Shared
import SharedServices

/// One service as a part of the site: the fragments that it owns and shows, its pages, and the app that serves both.
package struct SitePart: Sendable {
    package let site: Site
    package let pages: PageResponder
    /// Who is told when something changed that pages and fragments show.
    package var invalidator: CacheInvalidator { composer.invalidator }
    package let visitors: VisitorCookies
    /// How people are signed out on any page of the service.
    package let signOut: SignOut
    /// Where all that is looked for on this service passes, so that all of it together leaves the database to the others.
    package let searchGate: SearchGate

    private let resources: AppResources
    private let chrome: any Chrome
    private let composer: FragmentComposer

    /// - Parameters:
    ///   - searchGate: nil makes one.
    ///   - chrome: what stands around the service's pages; nil takes the site's.
    ///   - fragments: the renderers of the fragments that the service owns.
    package init(
        _ resources: AppResources, searchGate: SearchGate? = nil, chrome: (any Chrome)? = nil,
        fragments: (Site) -> [any FragmentRenderer]
    ) {
        let config = resources.config
        self.resources = resources
        self.searchGate = searchGate ?? SearchGate()
        site = Site(resources)
        self.chrome = chrome ?? SharedChrome(site: site)
        visitors = VisitorCookies(config)
        composer = FragmentComposer(
            FragmentSettings(config, assets: resources.assets), renderers: fragments(site), redis: resources.redis, logger: resources.logger
        )
        pages = PageResponder(chrome: self.chrome, fragments: composer)
        signOut = SignOut(resources, composer.invalidator)
    }

    /// The service's app, which also answers searches of the whole site, and signs people in and out.
    /// - Parameters:
    ///   - handlers: what the service does about activities.
    ///   - background: what else runs as long as it does.
    ///   - internals: what it answers the other services, beside its fragments.
    /// - Throws: `EventProcessorError` when `handlers` and `Subscriptions` do not fit.
    package func app(
        handlers: [any ActivityHandler] = [], background: [any Service] = [], internals: (Routes) -> Void = { _ in },
        routes: (Routes) -> Void
    ) throws -> App {
        var services: [any Service] = [composer]
        if !handlers.isEmpty {
            let handlings = PostgresHandlings(resources.database)
            services.append(try EventProcessor(handlers, handlings, on: resources.database, logger: resources.logger))
        }
        return App(
            resources, background: services + background, errorPage: ErrorPage(chrome: chrome),
            signIn: SignInPart(resources, pages: pages, signOut: signOut),
            internals: { table in
                composer.routes.add(to: table)
                internals(table)
            }
        ) { table in
            searchRoutes.add(to: table)
            routes(table)
        }
    }

    private var searchRoutes: SearchRoutes {
        SearchRoutes(
            search: PostgresSearch(resources.database), gate: searchGate, pages: pages,
            parts: PageResponder(chrome: BareParts(), fragments: composer), site: site)
    }
}

extension Site {
    init(_ resources: AppResources) {
        self.init(service: resources.config.service, origins: resources.config.publicOrigins, asset: resources.assets.link)
    }
}
