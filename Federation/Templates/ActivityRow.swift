import Shared
import SharedHTML
import SharedInfrastructure

/// One thing that happened, with a link to what it happened to.
struct ActivityRow {
    let activity: Activity
    let site: Site

    var body: HTML {
        let title: HTML = link.map { "<a href=\"\(url: $0)\">\(activity.facts.title)</a>" } ?? "\(activity.facts.title)"
        return """
            <li>
            <p class="margin">\(Moment(activity.occurredAt).body)</p>
            <div><h3>\(title)</h3><p class="eyebrow"><span>\(activity.kind.sentence)</span></p></div>
            </li>

            """
    }

    private var link: Link? {
        switch activity.object.kind {
        case .post: activity.kind == .postUnpublished ? nil : activity.facts.slug.map { site.link(BlogPaths.post($0), on: .blog) }
        case .tag: activity.facts.slug.map { site.link(BlogPaths.tag($0), on: .blog) }
        case .author: activity.facts.slug.map { site.link(BlogPaths.author($0), on: .blog) }
        case .market: activity.facts.slug.map { site.link(MarketPaths.market($0), on: .market) }
        case .calendar: activity.facts.slug.map { site.link(EventsPaths.calendar($0), on: .events) }
        case .entry: site.link(EventsPaths.entry(ID(activity.object.id)), on: .events)
        case .product, .producer, .menu, .person: nil
        }
    }
}
