import Shared
import SharedInfrastructure
import SharedServices

extension App {
    /// The account service. Throws `NotWired` when `services` lacks what it uses.
    static func account(_ resources: AppResources, _ services: Services) throws -> App {
        let people = try services.require(\.people)
        let part = SitePart(resources) { site in [AuthMenu(people: people, site: site)] }
        let desks = try AccountDesks(services, part.site, news: SessionNews(resources))
        let pages = MemberPages(pages: part.pages, people: people)
        let cookies = LeavingCookies(
            session: SessionCookies(resources.config), hint: MemberHint(resources.config), visitor: part.visitors)
        let sweeper = AccountSweeper(resources.database, logger: resources.logger)
        return try part.app(handlers: [InvalidationHandler(.accountFragments, part.invalidator)], background: [sweeper]) { routes in
            FrontRoutes(
                devices: desks.devices.devices, changes: desks.address.changes, roles: desks.roles, pages: pages, site: part.site
            ).add(to: routes)
            ProfileRoutes(desk: desks.profile, pages: pages).add(to: routes)
            AddressRoutes(desk: desks.address, pages: pages).add(to: routes)
            DeviceRoutes(desk: desks.devices, pages: pages).add(to: routes)
            ConsentRoutes(desk: desks.consents, pages: pages).add(to: routes)
            HistoryRoutes(trail: desks.trail, pages: pages).add(to: routes)
            RecordsRoutes(desk: desks.records, pages: pages, site: part.site).add(to: routes)
            LeavingRoutes(desk: desks.leaving, pages: pages, cookies: cookies, site: part.site).add(to: routes)
            PeopleRoutes(desk: desks.roles, pages: pages).add(to: routes)
        }
    }
}
