import FoundationEssentials
import Shared
import SharedInfrastructure

/// What happened, as it is told: things of one kind on one day, one after another, are one piece of news, so that planning a season does
/// not bury the week's post.
struct NewsItem {
    let kind: ActivityKind
    /// The latest first; at least one.
    private(set) var activities: [Activity]

    /// `activities`, which come the latest first, told as news in the same order.
    static func all(of activities: [Activity]) -> [NewsItem] {
        activities.reduce(into: []) { news, activity in
            if let last = news.last, last.continues(with: activity) {
                news[news.count - 1].activities.append(activity)
            } else {
                news.append(NewsItem(kind: activity.kind, activities: [activity]))
            }
        }
    }

    var latest: Activity { activities[0] }

    /// Each thing once, at most `limit` of them, and how many more there are.
    func things(limit: Int) -> (shown: [Activity], more: Int) {
        var seen: Set<ObjectReference> = []
        let each = activities.filter { seen.insert($0.object).inserted }
        // One that would be left out alone is shown instead.
        let count = each.count == limit + 1 ? each.count : limit
        return (Array(each.prefix(count)), max(0, each.count - count))
    }

    private func continues(with activity: Activity) -> Bool {
        kind == activity.kind && EnglishDay(latest.occurredAt).text == EnglishDay(activity.occurredAt).text
    }
}
