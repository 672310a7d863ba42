package import Shared

extension Activity {
    /// All that shows what this changed: the object, what its domain says is related to it, and the collections in which it stands.
    package var changedTags: Set<CacheTag> {
        Set([CacheTag(object)] + facts.related.map { CacheTag($0) } + collections)
    }

    private var collections: [CacheTag] {
        switch kind {
        case .postPublished, .postUpdated, .postUnpublished, .tagChanged, .authorChanged: [.posts]
        case .menuChanged: [.menu]
        case .marketAdded, .marketChanged: [.markets]
        case .producerChanged, .productAdded, .productChanged: [.products]
        case .calendarAdded, .calendarChanged: [.calendars]
        case .entryAdded, .entryChanged, .entryMoved, .entryCancelled: [.entries]
        case .personJoined, .personChanged, .personLeft: [.people]
        case .memberSignedIn, .memberSignedOut: []
        }
    }
}
