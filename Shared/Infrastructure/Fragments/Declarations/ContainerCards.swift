import Shared
import SharedHTML

extension FragmentType {
    /// The entries that are coming, as cards, from the events service: `container-cards`.
    package static let comingEntries = containerCards(of: .events)
    /// The products that the shopkeeper features, as cards, from the market: `container-cards`.
    package static let featuredProducts = containerCards(of: .market)

    private static func containerCards(of origin: ServiceName) -> FragmentType {
        FragmentType(
            "container-cards", origin: origin, audience: .everyone, timeToLive: .seconds(60), staleWhileRevalidate: .seconds(300),
            staleIfError: .seconds(86_400), budget: .milliseconds(300), fallback: "")
    }
}
