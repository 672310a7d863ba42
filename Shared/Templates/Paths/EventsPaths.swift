package import Shared
package import SharedHTML

/// The addresses of the calendars.
package enum EventsPaths {
    package static let frontPattern = "/"
    package static let front = Link(path: "/")

    package static let calendarPattern = "/:calendar"
    package static func calendar(_ slug: Slug, page: Int = 1) -> Link { Link(segments: slug.value).page(page) }

    package static let entryPattern = "/entries/:entry"
    /// An entry has no slug: organisers name ten evenings alike.
    package static func entry(_ id: ID<Entry>) -> Link { Link(segments: "entries", id.description) }
}
