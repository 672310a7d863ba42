import Shared
import SharedInfrastructure

extension App {
    /// The calendars. Throws `NotWired` when `services` lacks what it uses.
    static func events(_ resources: AppResources, _ services: Services) throws -> App {
        let calendars = try services.require(\.calendars)
        let part = SitePart(resources) { site in
            [
                CalendarLinks(calendars: calendars, site: site), ComingEntries(calendars: calendars, site: site),
                EntryCard(calendars: calendars, site: site),
            ]
        }
        return try part.app(handlers: [InvalidationHandler(.eventsFragments, part.invalidator)]) { routes in
            FrontRoutes(calendars: calendars, pages: part.pages, site: part.site).add(to: routes)
            CalendarRoutes(calendars: calendars, pages: part.pages, site: part.site).add(to: routes)
            AgendaRoutes(calendars: calendars, pages: part.pages, site: part.site).add(to: routes)
            CalendarFileRoutes(calendars: calendars, site: part.site).add(to: routes)
            EntryRoutes(calendars: calendars, pages: part.pages, site: part.site).add(to: routes)
        }
    }
}
