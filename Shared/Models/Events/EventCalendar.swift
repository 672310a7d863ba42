/// A calendar: entries under one name. A page of the blog can hold one. (Foundation has the shorter name.)
package struct EventCalendar: Sendable, Codable, Equatable {
    package let id: ID<EventCalendar>
    package let slug: Slug
    package let name: String
    /// Plain text.
    package let about: String
    /// The page that holds it.
    package let container: ID<Post>?
    /// Of entries that name no other: an IANA name, `Europe/London`.
    package let zone: String
    package let accent: CalendarAccent
    package let picture: Picture?
    package let version: Version

    package init(
        id: ID<EventCalendar>, slug: Slug, name: String, about: String, container: ID<Post>?, zone: String,
        accent: CalendarAccent = .rose, picture: Picture? = nil, version: Version
    ) {
        self.id = id
        self.slug = slug
        self.name = name
        self.about = about
        self.container = container
        self.zone = zone
        self.accent = accent
        self.picture = picture
        self.version = version
    }
}
