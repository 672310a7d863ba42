import Foundation
import Shared

extension PostSummary {
    static func page(titled title: String) -> PostSummary {
        PostSummary(
            id: ID(), kind: .page, slug: Slug(title: title) ?? .fallback, title: title, excerpt: "", picture: nil, publishedAt: Date(),
            updatedAt: Date(), isFeatured: false, access: .everyone, tags: [], authors: [], version: .first)
    }
}

extension Slug {
    fileprivate static var fallback: Slug { Slug("untitled") ?? { preconditionFailure("untitled is a slug") }() }
}
