import FoundationEssentials
import Shared
import SharedHTML
import SharedPostgres
import SharedServices
import Support

@testable import Blog

/// The exports of `Tests/Fixtures/Ghost`. They are of our own making: what Ghost 0.11 to 6 wrote, in small, with passwords and keys that
/// all contain `SECRET`.
enum GhostFixture {
    static func path(_ name: String) -> String { "\(repositoryRoot)/Tests/Fixtures/Ghost/\(name).json" }

    static func text(_ name: String) throws -> String { try String(contentsOf: URL(filePath: path(name)), encoding: .utf8) }

    static func read(_ name: String) throws -> GhostExport { try GhostFile.read(path(name)) }

    /// The export with `text` replaced, as if somebody had changed it in Ghost.
    static func read(_ name: String, replacing text: String, with other: String) throws -> GhostExport {
        try read(name, replacing: [text: other])
    }

    static func read(_ name: String, replacing texts: KeyValuePairs<String, String>) throws -> GhostExport {
        let text = try texts.reduce(self.text(name)) { $0.replacing($1.key, with: $1.value) }
        return try GhostExport(JSONReader.read(text, keeping: GhostExport.shape))
    }
}

/// A blog with nothing in it, into which exports are read.
struct ImportedBlog {
    let database: Database
    let services: Services

    init(_ database: Database) {
        self.database = database
        services = .blog(database)
    }

    /// The line of each row, by its slug or its place.
    @discardableResult func load(
        _ export: GhostExport, origin: String? = nil, overwrites: Bool = false, at now: Date = Date()
    ) async throws -> (lines: [String: ImportLine], summary: ImportSummary) {
        var lines: [String: ImportLine] = [:]
        let summary = try await GhostImport(services, origin: origin, overwrites: overwrites, at: now).run(export) {
            lines["\($0.kind.rawValue) \($0.name)"] = $0
        }
        return (lines, summary)
    }

    func find(_ slug: String) async throws -> PostLookup {
        guard let slug = Slug(slug), let posts = services.posts else { return .missing }
        return try await posts.find(slug)
    }

    /// Nil unless it is published at that slug.
    func post(_ slug: String) async throws -> PostDetail? {
        guard case .found(let post) = try await find(slug) else { return nil }
        return post
    }

    func status(of slug: String) async throws -> PostStatus? {
        try await database.query("select status from blog.posts where slug = \(slug)").first?["status"]
    }

    /// Somebody changes the title here.
    func edit(_ slug: String, title: String) async throws {
        let id: ID<Post>? = try await database.query("select id from blog.posts where slug = \(slug)").first?["id"]
        guard let id, let post = try await post(slug), let slug = Slug(slug) else { return }
        let draft = PostDraft(of: .existing(id), kind: post.summary.kind, slug: slug, title: title, body: post.body, plainText: "")
        try await database.run { (transaction: borrowing Transaction) in
            _ = try await services.require(\.publishing).save(draft, in: transaction)
        }
    }
}

/// Runs `body` with an empty blog.
func withBlog(_ body: (ImportedBlog) async throws -> Void) async throws {
    try await withMigratedDatabase { try await body(ImportedBlog($0)) }
}
