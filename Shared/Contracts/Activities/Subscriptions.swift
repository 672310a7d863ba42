/// Which handlers hear of what. It is read when an activity is written: a handler that is added hears of what happens from then on.
package enum Subscriptions {
    package static let all: [HandlerName: Set<ActivityKind>] = [
        .blogFragments: [.postPublished, .postUpdated, .postUnpublished, .tagChanged, .authorChanged, .menuChanged],
        .marketFragments: [.marketAdded, .marketChanged, .producerChanged, .productAdded, .productChanged],
        .eventsFragments: [.calendarAdded, .calendarChanged, .entryAdded, .entryChanged, .entryMoved, .entryCancelled],
        .accountFragments: [.personJoined, .personChanged, .personLeft],
        .federationLogout: [.memberSignedOut],
        .cartAdoption: [.memberSignedIn],
    ]

    /// Who hears of `kind`, in the order of their names.
    package static func handlers(of kind: ActivityKind) -> [HandlerName] {
        all.filter { $0.value.contains(kind) }.keys.sorted { $0.description < $1.description }
    }
}

/// What is called `fragments` makes stale what its service shows, and what others show of it.
extension HandlerName {
    package static let blogFragments = HandlerName("blog.fragments")
    package static let marketFragments = HandlerName("market.fragments")
    package static let eventsFragments = HandlerName("events.fragments")
    package static let accountFragments = HandlerName("account.fragments")
    /// Gives members what their browsers carried when they signed in.
    package static let cartAdoption = HandlerName("cart.adoption")
}

extension HandlerName {
    /// Tells clients that somebody has signed out.
    package static let federationLogout = HandlerName("federation.logout")
}
