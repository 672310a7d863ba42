import Shared
import SharedHTML
import SharedInfrastructure

/// One piece of news: the things that it is about, each with the way to it, and what happened to them.
struct NewsRow {
    let item: NewsItem
    let site: Site

    var body: HTML {
        let (shown, more) = item.things(limit: 3)
        return """
            <li>
            <p class="margin">\(Moment(item.latest.occurredAt).body)</p>
            <div>\(shown.map { "<h3>\(title($0))</h3>\n" })<p class="eyebrow">\(more == 0 ? nil : "<span>and \(more) more</span>")<span>\(item.kind.sentence)</span></p></div>
            </li>

            """
    }

    private func title(_ activity: Activity) -> HTML {
        link(activity).map { "<a href=\"\(url: $0)\">\(activity.facts.title)</a>" } ?? "\(activity.facts.title)"
    }

    private func link(_ activity: Activity) -> Link? {
        switch activity.object.kind {
        case .post: activity.kind == .postUnpublished ? nil : activity.facts.slug.map { site.link(BlogPaths.post($0), on: .blog) }
        case .tag: activity.facts.slug.map { site.link(BlogPaths.tag($0), on: .blog) }
        case .author: activity.facts.slug.map { site.link(BlogPaths.author($0), on: .blog) }
        case .market: activity.facts.slug.map { site.link(MarketPaths.market($0), on: .market) }
        case .producer: activity.facts.slug.map { site.link(MarketPaths.producer($0), on: .market) }
        case .calendar: activity.facts.slug.map { site.link(EventsPaths.calendar($0), on: .events) }
        case .entry: site.link(EventsPaths.entry(ID(activity.object.id)), on: .events)
        case .product: site.link(MarketPaths.product(ID(activity.object.id)), on: .market)
        case .menu, .person, .device, .basket: nil
        }
    }
}
