package import Shared

extension Posts {
    /// The ids of those of `slugs` that are published now.
    package func pages(_ slugs: [Slug]) async throws -> [Slug: ID<Post>] {
        var pages: [Slug: ID<Post>] = [:]
        for slug in slugs {
            if case .found(let post) = try await find(slug) { pages[slug] = post.summary.id }
        }
        return pages
    }
}
