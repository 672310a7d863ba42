/// The first parts of addresses of a service's own. What stands there itself (a post, a market, a calendar) cannot have one as its slug: it would
/// be hidden behind them, also where they are only the beginning of longer addresses. Some are not used yet.
package struct ReservedSlugs: Sendable {
    private let words: Set<String>

    package func contains(_ slug: Slug) -> Bool { words.contains(slug.value) }

    /// What all services have: files, pictures, the search, and what is between services.
    private static let everywhere: Set = ["assets", "internal", "pictures", "search"]

    package static let blog = ReservedSlugs(words: everywhere.union(["archive", "author", "site", "tag"]))
    package static let market = ReservedSlugs(words: everywhere.union(["producers", "products"]))
    package static let calendars = ReservedSlugs(
        words: everywhere.union([
            "account", "calendars", "days", "entries", "feed", "feeds", "health", "list", "months", "new", "today", "weeks", "years",
        ]))
}
