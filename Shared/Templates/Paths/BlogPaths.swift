package import Shared
package import SharedHTML

/// The addresses of the blog: its routes are made of them, and so is every link to it from anywhere. They are Ghost's, so that what
/// people bookmarked before an import still leads there. Their first parts are no post's slug (``ReservedSlugs/blog``).
package enum BlogPaths {
    package static let frontPattern = "/"
    package static let front = Link(path: "/")
    package static func front(page: Int) -> Link { front.page(page) }

    package static let postPattern = "/:slug"
    /// A post or a page.
    package static func post(_ slug: Slug) -> Link { Link(segments: slug.value) }

    package static let tagPattern = "/tag/:slug"
    package static func tag(_ slug: Slug, page: Int = 1) -> Link { Link(segments: "tag", slug.value).page(page) }

    package static let authorPattern = "/author/:slug"
    package static func author(_ slug: Slug, page: Int = 1) -> Link { Link(segments: "author", slug.value).page(page) }

    /// All months, all subjects and all who write.
    package static let archivePattern = "/archive/all"
    package static let archive = Link(path: "/archive/all")
    package static let monthPattern = "/archive/:month"
    package static func month(_ month: Month, page: Int = 1) -> Link { Link(segments: "archive", month.description).page(page) }

    package static let designPattern = "/site/design"
    /// Every part of the site's look in every state, for those who work on it.
    package static let design = Link(path: "/site/design")
    package static let problemPattern = "/site/design/:status"
    package static func problem(_ status: Int) -> Link { Link(segments: "site", "design", String(status)) }
}
