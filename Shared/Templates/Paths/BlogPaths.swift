package import Shared
package import SharedHTML

/// The addresses of the blog: its routes are made of them, and so is every link to it from anywhere. They are Ghost's, so that what
/// people bookmarked before an import still leads there.
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
}
