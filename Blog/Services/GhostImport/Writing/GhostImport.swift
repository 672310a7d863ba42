import FoundationEssentials
import Shared

/// Writes a Ghost export into the blog. It is safe to repeat, and to stop anywhere: each row is a transaction of its own and bears the
/// reference `ghost:<id>`, what did not change is not written, and what somebody changed here since is left alone.
struct GhostImport: Sendable {
    static let system = "ghost"

    let transactions: any Transactions
    let publishing: any Publishing
    let posts: any Posts
    let menus: any Menus
    let imports: any Imports
    let people: any People
    /// Whether Ghost's copy also replaces what somebody changed here since.
    let overwrites: Bool
    let now: Date
    private let origin: String?

    /// - Parameter origin: where the site stood; see ``GhostAddresses``.
    init(_ services: Services, origin: String? = nil, overwrites: Bool = false, at now: Date = Date()) throws {
        transactions = try services.require(\.transactions)
        publishing = try services.require(\.publishing)
        posts = try services.require(\.posts)
        menus = try services.require(\.menus)
        imports = try services.require(\.imports)
        people = try services.require(\.people)
        self.origin = origin
        self.overwrites = overwrites
        self.now = now
    }

    /// Imports tags and authors first, then what refers to them. Throws only when nothing more can be done: the database is gone, or the
    /// task was cancelled. What was done before stays.
    ///
    /// - Parameter report: told of each row when it is done.
    func run(_ export: GhostExport, report: (ImportLine) -> Void) async throws -> ImportSummary {
        var summary = ImportSummary()
        var known = Known(addresses: GhostAddresses(origin: origin, posts: export.slugs))
        func each<Value>(
            _ rows: [GhostExport.Row<Value>], as kind: ImportLine.Kind, named name: (Value) -> String,
            _ save: (Value, inout Known, inout ImportLine) async throws -> Void
        ) async throws {
            for row in rows {
                try Task.checkCancellation()
                var line: ImportLine
                switch row {
                case .broken(let error): line = ImportLine(kind, "row \(error.number)", .failed(error.reason))
                case .read(let value):
                    line = ImportLine(kind, name(value))
                    do { try await save(value, &known, &line) } catch {
                        guard let reason = RowFailure.reason(for: error) else { throw error }
                        line.outcome = .failed(reason)
                    }
                }
                summary.add(line)
                report(line)
            }
        }
        let writers = export.writers
        try await each(export.tags, as: .tag, named: { $0.slug ?? $0.name }) { tag, known, line in
            known.tags[tag.id] = try await save(tag, known, &line)
        }
        try await each(export.users, as: .author, named: { $0.slug ?? $0.name }) { user, known, line in
            guard writers.contains(user.id) else { return line.outcome = .skipped("they wrote nothing") }
            known.authors[user.id] = try await save(user, known, &line)
        }
        try await each(export.posts, as: .post, named: { $0.slug ?? $0.title ?? $0.id }) { post, known, line in
            if post.isPage { line.kind = .page }
            let id = try await save(post, known, &line)
            if let slug = post.slug { known.posts[slug] = id }
        }
        try await each(export.menus, as: .menu, named: { $0.key }) { menu, known, line in
            try await save(menu, known, &line)
        }
        return summary
    }

    /// What the rows so far have become here: tags and authors by their ids there, posts by their slugs there.
    struct Known {
        let addresses: GhostAddresses
        var tags: [String: ID<Tag>] = [:]
        var authors: [String: ID<Author>] = [:]
        var posts: [String: ID<Post>] = [:]
    }

    func reference(_ key: String) -> ExternalReference { ExternalReference(system: Self.system, key: key) }
}
