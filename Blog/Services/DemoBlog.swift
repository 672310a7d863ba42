import FoundationEssentials
import Shared
import SharedHTML
import SharedInfrastructure

/// Fills the blog with the demo co-op's posts, pages and menu. Repeating it changes only what the files changed: everything bears a
/// reference of the demo, and what is published already keeps its date.
struct DemoBlog {
    let transactions: any Transactions
    let publishing: any Publishing
    let menus: any Menus
    let imports: any Imports

    /// Where what it makes comes from.
    static let system = "demo"

    init(_ services: Services) throws {
        transactions = try services.require(\.transactions)
        publishing = try services.require(\.publishing)
        menus = try services.require(\.menus)
        imports = try services.require(\.imports)
    }

    /// Answers how many posts and pages there are. Throws `OperatorError` for files that are not as they should be.
    func load(_ content: DemoContent, on today: Date) async throws -> Int {
        let cast = try content.decode(DemoCast.self, from: "blog.json")
        let articles = try content.texts(in: "blog", suffix: ".html").map { try DemoArticle(name: $0.name, text: $0.text) }
        return try await transactions.run { (transaction: borrowing Transaction) in
            var tags: [String: ID<Tag>] = [:]
            for tag in cast.tags {
                let draft = TagDraft(of: reference(tag.slug.value), slug: tag.slug, name: tag.name, about: tag.about)
                tags[tag.slug.value] = try await publishing.save(draft, in: transaction).id
            }
            var authors: [String: ID<Author>] = [:]
            for author in cast.authors {
                let draft = AuthorDraft(of: reference(author.slug.value), slug: author.slug, name: author.name, about: author.about)
                authors[author.slug.value] = try await publishing.save(draft, in: transaction).id
            }
            var posts: [Slug: ID<Post>] = [:]
            for article in articles {
                let saved = try await publishing.save(
                    try draft(article, of: content, tags: tags, authors: authors), in: transaction)
                posts[article.slug] = saved.id
                guard saved.change == .created, let days = article.daysAgo else { continue }
                let moment = today.addingTimeInterval(-86_400 * Double(days))
                _ = try await publishing.publish(article.slug, at: moment, in: transaction)
            }
            // A menu that somebody else made or changed stays.
            let menu = ImportedObject.menu(.primary, from: Self.system)
            if try await imports.trace(of: menu, in: transaction)?.isTouched != true {
                _ = try await menus.replace(.primary, with: try cast.items(posts), basedOn: nil, in: transaction)
                try await imports.leave(menu, in: transaction)
            }
            return articles.count
        }
    }

    private func draft(
        _ article: DemoArticle, of content: DemoContent, tags: [String: ID<Tag>], authors: [String: ID<Author>]
    ) throws -> PostDraft {
        let body = article.body(of: content)
        return PostDraft(
            of: reference(article.slug.value), kind: article.kind, slug: article.slug, title: article.title, excerpt: article.excerpt,
            body: body, plainText: body.plainText, picture: article.picture(of: content), pictureCaption: article.caption,
            isFeatured: article.isFeatured, access: article.access,
            tags: try article.list("tags").map { try known($0, in: tags, by: article) },
            authors: try article.list("authors").map { try known($0, in: authors, by: article) })
    }

    private func known<Entity>(_ name: String, in ids: [String: ID<Entity>], by article: DemoArticle) throws(OperatorError) -> ID<Entity> {
        guard let id = ids[name] else { throw OperatorError("\(article.slug) names \(name), which blog.json does not have") }
        return id
    }

    private func reference<Entity>(_ key: String) -> DraftOf<Entity> { .imported(ExternalReference(system: Self.system, key: key)) }
}
