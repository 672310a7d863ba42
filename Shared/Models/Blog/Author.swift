/// Somebody who writes. An author need not have an account: an import brings authors whom nobody here knows yet.
package struct Author: Sendable, Codable, Equatable {
    package let id: ID<Author>
    package let slug: Slug
    package let name: String
    /// Plain text.
    package let about: String?
    package let picture: Picture?
    /// An absolute address, as the author gave it.
    package let website: String?
    /// Who it is, when they have an account.
    package let person: ID<Person>?
    package let version: Version

    package init(
        id: ID<Author>, slug: Slug, name: String, about: String?, picture: Picture?, website: String?, person: ID<Person>?, version: Version
    ) {
        self.id = id
        self.slug = slug
        self.name = name
        self.about = about
        self.picture = picture
        self.website = website
        self.person = person
        self.version = version
    }
}
