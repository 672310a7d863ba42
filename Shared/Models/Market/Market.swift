/// A shop: producers' products under one name. A page of the blog can hold one.
package struct Market: Sendable, Codable, Equatable {
    package let id: ID<Market>
    package let slug: Slug
    package let name: String
    /// Plain text.
    package let about: String
    /// The page that holds it.
    package let container: ID<Post>?
    /// Of all its prices.
    package let currency: Currency
    package let version: Version

    package init(id: ID<Market>, slug: Slug, name: String, about: String, container: ID<Post>?, currency: Currency, version: Version) {
        self.id = id
        self.slug = slug
        self.name = name
        self.about = about
        self.container = container
        self.currency = currency
        self.version = version
    }
}

/// Who grows, bakes or makes.
package struct Producer: Sendable, Codable, Equatable {
    package let id: ID<Producer>
    package let slug: Slug
    package let name: String
    /// Plain text.
    package let about: String
    /// Where they work, as people say it: `Hebden Bridge`.
    package let place: String?
    package let picture: Picture?
    package let version: Version

    package init(id: ID<Producer>, slug: Slug, name: String, about: String, place: String?, picture: Picture? = nil, version: Version) {
        self.id = id
        self.slug = slug
        self.name = name
        self.about = about
        self.place = place
        self.picture = picture
        self.version = version
    }
}
