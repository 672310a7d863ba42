import SharedHTML
import SharedInfrastructure

/// Breadcrumbs, tabs, filters and pages.
struct DesignWays {
    private let here = Link(path: "/site/design")

    var body: HTML {
        """
        \(Breadcrumbs([("Market", here), ("The larder", here)]).body)
        \(Tabs("Views", [.init("Month", here, isCurrent: true), .init("Week", here), .init("List", here)]).body)
        <nav class="filter" aria-label="Only what is"><ul><li><a href="#ways" aria-current="true">vegan</a></li><li><a href="#ways">organic <span class="count">12</span></a></li></ul></nav>
        \(Pagination(page: 2, pages: 7, of: "specimens", link: { here.page($0) }).body)
        """
    }
}
