import Shared
import SharedHTML

extension FragmentType {
    /// One thing of `owner` as a card that links to it: a post, a product, an entry, a person.
    package static func linkCard(of owner: Owner) -> FragmentType {
        switch owner {
        case .blog: blogCard
        case .market: marketCard
        case .events: eventsCard
        case .federation: federationCard
        }
    }

    /// The services that own things worth a card.
    package enum Owner: Sendable, CaseIterable { case blog, market, events, federation }

    static let blogCard = linkCard(origin: .blog)
    static let marketCard = linkCard(origin: .market)
    static let eventsCard = linkCard(origin: .events)
    static let federationCard = linkCard(origin: .federation)

    private static func linkCard(origin: ServiceName) -> FragmentType {
        FragmentType(
            "link-card", origin: origin, audience: .everyone, timeToLive: .seconds(300), staleWhileRevalidate: .seconds(600),
            staleIfError: .seconds(86_400), budget: .milliseconds(250), fallback: "")
    }
}
