import Shared
import SharedInfrastructure
import SharedServices

extension App {
    /// The federation service, which also sends the mail of all six. Throws `NotWired` when `services` lacks what it uses, and
    /// `SMTPTrustError`.
    static func federation(_ resources: AppResources, _ services: Services) throws -> App {
        let activities = try services.require(\.activities)
        let desk = try SignInDesk(resources, services)
        let part = SitePart(resources) { site in [CooperativeCard(site: site)] }
        let passkeys = try PasskeyDesk(resources, services, part.site, signIns: desk)
        let browsers = PasskeyBrowser(resources.config)
        let passkeyLimit = PasskeyLimit(resources.config)
        let server = try AuthorizationServer(resources, services, signOut: part.signOut)
        let signIn = try SignInSite(resources, services, part, desk: desk)
        let sweeper = SignInSweeper(
            try services.require(\.signIns), try services.require(\.registrations), in: try services.require(\.transactions),
            logger: resources.logger)
        return try part.app(
            handlers: [server.handler], background: server.background + [sweeper] + MailWorker.background(of: resources),
            internals: { server.addProtocol(to: $0, isInternal: true) }
        ) { routes in
            FrontRoutes(activities: activities, pages: part.pages, site: part.site).add(to: routes)
            server.add(to: routes, part.pages, part.site)
            signIn.add(to: routes)
            PasskeyRoutes(desk: passkeys, browsers: browsers, pages: part.pages).add(to: routes)
            PasskeySignInRoutes(desk: passkeys, browsers: browsers, limit: passkeyLimit).add(to: routes)
        }
    }
}
