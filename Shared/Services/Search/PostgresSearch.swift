package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``Search`` over PostgreSQL's text search. What finds and what marks are functions of the database (`search_query`, `marked`, `excerpt`); the
/// measurements are in decision record 0022.
package struct PostgresSearch: Search {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func best(_ words: SearchWords, at moment: Date, atMost limit: Int, isBrief: Bool) async throws -> SearchFindings {
        let page = PageRequest(size: min(max(limit, 1), 20))
        return try await find(SearchKind.allCases, SearchRequest(words: words, moment: moment, page: page, isBrief: isBrief, reach: 40))
    }

    package func all(_ kind: SearchKind, _ words: SearchWords, at moment: Date, _ page: PageRequest) async throws -> SearchFindings {
        guard page.offset < SearchReach.most else { return SearchFindings(page) }
        return try await find([kind], SearchRequest(words: words, moment: moment, page: page, isBrief: false, reach: SearchReach.most))
    }

    /// Four statements at most, on one connection: a search never takes more than its share of the pool.
    private func find(_ kinds: [SearchKind], _ request: SearchRequest) async throws -> SearchFindings {
        guard !request.words.isEmpty else { return SearchFindings(request.page) }
        return try await database.withPatience { connection in
            var findings = SearchFindings(request.page)
            let posts = [Post.Kind.post, .page].filter { kinds.contains($0 == .post ? .posts : .pages) }
            if !posts.isEmpty {
                for (kind, listing) in zip(posts, try await Self.posts(posts, request, on: connection)) {
                    if kind == .post { findings.posts = listing } else { findings.pages = listing }
                }
            }
            if kinds.contains(.products) { findings.products = try await Self.products(request, on: connection) }
            if kinds.contains(.entries) { findings.entries = try await Self.entries(request, on: connection) }
            if kinds.contains(.collections) { findings.collections = try await Self.collections(request, on: connection) }
            return findings
        }
    }
}

extension Database {
    /// A connection for what looks for words: none of its statements may take longer than two seconds. One that is dearer is a mistake of
    /// ours or somebody's malice.
    func withPatience<Answer: Sendable>(_ work: @Sendable (PostgresConnection) async throws -> Answer) async throws -> Answer {
        try await withConnection { connection in
            try await connection.allow(.seconds(2))
            return try await work(connection)
        }
    }
}

/// What is asked of the database.
struct SearchRequest: Sendable {
    let words: SearchWords
    let moment: Date
    let page: PageRequest
    let isBrief: Bool

    /// How many of those whose titles fit best are looked at whole: enough to choose a few from, or all that is listed.
    let reach: Int

    /// How the longest word begins, by which its place in a text is found: endings differ, `baking` is found by `bak`.
    var near: String {
        let word = words.longest.unicodeScalars
        return String(String.UnicodeScalarView(word.prefix(max(3, word.count - 3))))
    }
}

extension PostgresRow {
    /// A text that the database has marked.
    func marked(_ column: String) throws -> MarkedText { MarkedText(try self[column] as String) }
}

extension PostgresRows {
    /// Of rows that each are an item and have the list's `total`.
    func found<Item>(_ page: PageRequest, _ item: (PostgresRow) throws -> Item) throws -> Listing<Item> {
        Listing(items: try map(item), total: try first?["total"] ?? 0, page: page)
    }
}
