import Hummingbird
import Shared
import SharedInfrastructure

/// All that signs people in by mail, and out: its parts, put together once.
struct SignInSite {
    private let byMail: SignInByMail
    private let signOut: SignOut
    private let cookies: SignInCookies
    private let pages: SignInPages
    private let resources: AppResources

    /// Throws `NotWired`.
    init(_ resources: AppResources, _ services: Services, _ part: SitePart, desk: SignInDesk) throws {
        self.resources = resources
        let config = resources.config
        cookies = SignInCookies(config)
        pages = SignInPages(pages: part.pages, config: config)
        let transactions = try services.require(\.transactions)
        signOut = part.signOut
        byMail = SignInByMail(
            transactions: transactions, signIns: try services.require(\.signIns), registrations: try services.require(\.registrations),
            people: try services.require(\.people), outbox: try services.require(\.outbox), trail: try services.require(\.auditTrail),
            desk: desk, site: part.site)
    }

    func add(to routes: Routes) {
        let config = resources.config
        SignInRoutes(
            byMail: byMail, cookies: cookies, pages: pages, proxies: config.trustedProxies,
            networkKey: config.issuer?.key ?? config.visitorKey
        ).add(to: routes)
        SignInLinkRoutes(byMail: byMail, cookies: cookies, pages: pages).add(to: routes)
        SignInCodeRoutes(byMail: byMail, cookies: cookies, pages: pages).add(to: routes)
        UsernameRoutes(byMail: byMail, cookies: cookies, pages: pages).add(to: routes)
        SignOutRoutes(way: signOut, pages: pages).add(to: routes)
    }
}
