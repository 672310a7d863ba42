/// What posts are about.
package struct Tag: Sendable, Codable, Equatable {
    package let id: ID<Tag>
    package let slug: Slug
    package let name: String
    /// Plain text.
    package let about: String?
    package let picture: Picture?
    /// Whether only editors see it (Ghost's `#name`).
    package let isInternal: Bool
    package let version: Version

    package init(id: ID<Tag>, slug: Slug, name: String, about: String?, picture: Picture?, isInternal: Bool, version: Version) {
        self.id = id
        self.slug = slug
        self.name = name
        self.about = about
        self.picture = picture
        self.isInternal = isInternal
        self.version = version
    }
}
