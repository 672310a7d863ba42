import Shared
import SharedInfrastructure
import SharedServices

extension App {
    /// The blog. Throws `NotWired` when `services` lacks what it uses.
    static func blog(_ resources: AppResources, _ services: Services) throws -> App {
        let posts = try services.require(\.posts)
        let archives = try services.require(\.archives)
        let menus = try services.require(\.menus)
        let part = SitePart(resources) { site in [NavTree(menus: menus, site: site), PostCard(posts: posts, site: site)] }
        let publisher = DuePublisher(
            try services.require(\.publishing), in: try services.require(\.transactions), logger: resources.logger)
        return try part.app(handlers: [InvalidationHandler(.blogFragments, part.invalidator)], background: [publisher]) { routes in
            FrontRoutes(posts: posts, pages: part.pages, site: part.site).add(to: routes)
            ArchiveRoutes(posts: posts, pages: part.pages, site: part.site).add(to: routes)
            MonthRoutes(posts: posts, archives: archives, pages: part.pages, site: part.site).add(to: routes)
            DesignRoutes(pages: part.pages, site: part.site).add(to: routes)
            PostRoutes(posts: posts, archives: archives, pages: part.pages, site: part.site).add(to: routes)
        }
    }
}
