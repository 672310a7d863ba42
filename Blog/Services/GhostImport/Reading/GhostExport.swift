import SharedHTML

/// What is wanted of a Ghost export, row by row. Rows that cannot be read are told apart, and keep nobody from the others.
struct GhostExport {
    /// Of Ghost: `5.82.1`.
    let version: String?
    /// Of the site.
    let title: String?
    let tags: [Row<GhostTag>]
    let users: [Row<GhostUser>]
    let posts: [Row<GhostPost>]
    let menus: [Row<GhostMenu>]

    enum Row<Value> {
        case read(Value)
        case broken(GhostRowError)
    }

    /// Of all that an export holds, only this is read: no password, no key, no member, and of the settings only what ``settings`` names.
    static let shape: JSONShape = {
        func table(_ columns: [String]) -> JSONShape { .elements(.members(Dictionary(uniqueKeysWithValues: columns.map { ($0, .whole) }))) }
        let site: JSONShape = .members([
            "meta": .members(["version": .whole]),
            "data": .members([
                "posts": table(GhostPost.columns), "posts_meta": table(GhostPost.metaColumns), "tags": table(GhostTag.columns),
                "posts_tags": table(["post_id", "tag_id", "sort_order"]), "users": table(GhostUser.columns),
                "posts_authors": table(["post_id", "author_id", "sort_order"]), "roles": table(["id", "name"]),
                "roles_users": table(["role_id", "user_id"]), "settings": table(["key", "value"]),
            ]),
        ])
        guard case .members(let members) = site else { return site }
        return .members(members.merging(["db": .elements(site)]) { first, _ in first })
    }()

    /// Of the posts and pages.
    var slugs: Set<String> { Set(readPosts.compactMap(\.slug)) }

    /// Whether a post shows or offers a file that was uploaded there.
    var hasFiles: Bool {
        readPosts.contains { post in
            [post.lexical, post.mobiledoc, post.html, post.picture].contains { $0?.contains("/content/") == true }
        }
    }

    /// The ids of those who wrote something.
    var writers: Set<String> { Set(readPosts.flatMap(\.authors)) }

    private var readPosts: [GhostPost] {
        posts.compactMap { row in
            guard case .read(let post) = row else { return nil }
            return post
        }
    }

    static let settings: Set<String> = ["title", "navigation", "secondary_navigation"]
}

/// A file that is no Ghost export.
struct NotAGhostExport: Error, Equatable, CustomStringConvertible {
    let description: String
}
