import Shared

extension ActivityKind {
    /// What happened, in words for anybody.
    var sentence: String {
        switch self {
        case .postPublished: "published on the blog"
        case .postUpdated: "changed on the blog"
        case .postUnpublished: "taken off the blog"
        case .tagChanged: "a tag of the blog, changed"
        case .authorChanged: "an author of the blog, changed"
        case .menuChanged: "the site’s menu, changed"
        case .marketAdded: "a new market"
        case .marketChanged: "a market, changed"
        case .producerChanged: "a producer, changed"
        case .productAdded: "new at the market"
        case .productChanged: "changed at the market"
        case .calendarAdded: "a new calendar"
        case .calendarChanged: "a calendar, changed"
        case .entryAdded: "planned"
        case .entryChanged: "changed in the calendar"
        case .entryMoved: "moved to another time"
        case .entryCancelled: "cancelled"
        case .personJoined: "joined"
        case .personChanged: "a member, changed"
        case .personLeft: "left"
        case .memberSignedIn: "signed in"
        case .memberSignedOut: "signed out"
        }
    }
}
