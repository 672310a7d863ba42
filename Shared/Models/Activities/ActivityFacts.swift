/// What a handler or a list of what is new needs to know of a change, as it was at that moment.
package struct ActivityFacts: Sendable, Codable, Equatable {
    /// The object's title or name.
    package let title: String
    /// Its slug, when it has one.
    package let slug: Slug?
    /// The slug before the change, when the change moved it.
    package let previousSlug: Slug?
    /// What else shows it: the market of a product, the calendar of an entry, the tags and authors of a post (also those that it had
    /// before the change), the page that holds a market or a calendar.
    package let related: [ObjectReference]

    package init(title: String, slug: Slug? = nil, previousSlug: Slug? = nil, related: [ObjectReference] = []) {
        self.title = title
        self.slug = slug
        self.previousSlug = previousSlug
        self.related = related
    }
}
