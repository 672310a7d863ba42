import Foundation
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Blog

/// The blog over a database of its own, and the pen of an editor.
struct BlogSite {
    let app: App
    private let services: Services

    static func run<Result: Sendable>(from template: TestTemplate = .migrated, _ body: (BlogSite) async throws -> Result) async throws
        -> Result
    {
        try await withApp(of: .blog, from: template, { try App.blog($0, .blog($0.database)) }) { app in
            try await body(BlogSite(app: app, services: .blog(app.resources.database)))
        }
    }

    /// Writes a post or page, and publishes it unless it is to stay a draft.
    @discardableResult
    func write(
        _ title: String, at slug: String, kind: Post.Kind = .post, body: String = "<p>Words.</p>", daysAgo: Double? = 1,
        of: DraftOf<Post> = .new,
        access: Post.Access = .everyone, tags: [ID<Shared.Tag>] = [], authors: [ID<Author>] = []
    ) async throws -> ID<Post> {
        let slug = try #require(Slug(slug))
        let publishing = try services.require(\.publishing)
        let body = SanitizedHTML(alreadySanitized: body)
        return try await services.require(\.transactions).run { (transaction: borrowing Transaction) in
            let draft = PostDraft(
                of: of, kind: kind, slug: slug, title: title, body: body, plainText: body.markup, access: access, tags: tags,
                authors: authors)
            let saved = try await publishing.save(draft, in: transaction)
            if let daysAgo {
                _ = try await publishing.publish(slug, at: Date().addingTimeInterval(-86_400 * daysAgo), in: transaction)
            }
            return saved.id
        }
    }

    func tag(_ name: String, at slug: String) async throws -> ID<Shared.Tag> {
        let draft = TagDraft(of: .new, slug: try #require(Slug(slug)), name: name)
        let publishing = try services.require(\.publishing)
        return try await services.require(\.transactions).run { (transaction: borrowing Transaction) in
            try await publishing.save(draft, in: transaction).id
        }
    }

    func author(_ name: String, at slug: String) async throws -> ID<Author> {
        let draft = AuthorDraft(of: .new, slug: try #require(Slug(slug)), name: name)
        let publishing = try services.require(\.publishing)
        return try await services.require(\.transactions).run { (transaction: borrowing Transaction) in
            try await publishing.save(draft, in: transaction).id
        }
    }
}

extension TestTemplate {
    /// A database with the demo co-op's blog.
    static let demoBlog = TestTemplate("demoblog") { database in
        try await TestTemplate.migrated.prepare(database)
        _ = try await DemoBlog(.blog(database)).load(DemoContent(folder: "\(repositoryRoot)/Deploy/demo"), on: Date())
    }
}
