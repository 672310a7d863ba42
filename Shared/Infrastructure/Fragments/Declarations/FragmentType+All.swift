import Shared

extension FragmentType {
    /// Every fragment that the platform has. A type that is not here is not served and cannot stand in a cached page.
    static let all: [FragmentType] =
        [.navTree, .authMenu, .miniCart, .containerNav, .comingEntries, .featuredProducts] + Owner.allCases.map(linkCard)

    /// The declaration of `name` at `origin`, or nil when there is none.
    static func named(_ name: some StringProtocol, of origin: ServiceName) -> FragmentType? {
        all.first { $0.name == name && $0.origin == origin }
    }
}
