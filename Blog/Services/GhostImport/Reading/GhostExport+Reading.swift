import SharedHTML

extension GhostExport {
    /// Reads what ``shape`` kept. An export has its tables in `db[0].data`, or in `data`. Throws ``NotAGhostExport``.
    init(_ json: JSON) throws {
        guard case .object = json else { throw NotAGhostExport(description: "it holds no object, so it is no Ghost export") }
        let site: JSON
        if case .array(let sites)? = json["db"] {
            guard let first = sites.first else { throw NotAGhostExport(description: "its “db” is empty, so there is nothing to import") }
            guard sites.count == 1 else {
                throw NotAGhostExport(description: "its “db” holds \(sites.count) sites; import them one by one")
            }
            site = first
        } else {
            site = json
        }
        guard case .object? = site["data"] else {
            throw NotAGhostExport(
                description: "it has neither “db” nor “data”, so it is no Ghost export: in Ghost, look under Settings, Import/Export")
        }
        let tables = Tables(data: site["data"] ?? .null)
        if case .string(let version)? = site["meta"]?["version"] { self.version = version } else { version = nil }
        title = tables.settings["title"]
        tags = tables.rows("tags") { try GhostTag($0) }
        let roles = tables.roles
        users = tables.rows("users") { try GhostUser($0, role: roles[$0.text("id") ?? ""]) }
        let metas = tables.byPost("posts_meta").compactMapValues(\.first)
        let tagsOf = tables.related("posts_tags", "tag_id")
        let authorsOf = tables.related("posts_authors", "author_id")
        posts = tables.rows("posts") { row in
            let id = row.text("id") ?? ""
            return try GhostPost(row, meta: metas[id], tags: tagsOf[id] ?? [], authors: authorsOf[id] ?? [])
        }
        menus = ["navigation", "secondary_navigation"].compactMap { key in tables.settings[key].map { Self.menu(key, $0) } }
    }

    /// A menu is a list of labels and addresses, written as JSON in JSON.
    private static func menu(_ key: String, _ text: String) -> Row<GhostMenu> {
        guard let json = try? JSONReader.read(text), case .array(let items) = json else {
            return .broken(GhostRowError(table: "settings", number: 1, reason: "“\(key)” is no menu"))
        }
        let read = items.compactMap { item -> GhostMenu.Item? in
            guard case .string(let label)? = item["label"], case .string(let address)? = item["url"], !label.isEmpty else { return nil }
            return GhostMenu.Item(label: label, address: address)
        }
        return .read(GhostMenu(key: key, items: read))
    }
}

/// The tables of one export.
private struct Tables {
    let data: JSON
    let settings: [String: String]

    init(data: JSON) {
        self.data = data
        var settings: [String: String] = [:]
        if case .array(let rows)? = data["settings"] {
            for row in rows {
                guard case .string(let key)? = row["key"], GhostExport.settings.contains(key) else { continue }
                if case .string(let value)? = row["value"] { settings[key] = value }
            }
        }
        self.settings = settings
    }

    /// Each row, read or broken. A second row with the id of an earlier one is broken.
    func rows<Value>(_ table: String, _ read: (GhostRow) throws -> Value) -> [GhostExport.Row<Value>] {
        guard let value = data[table] else { return [] }
        guard case .array(let values) = value else {
            return [.broken(GhostRowError(table: table, number: 0, reason: "the table is no list"))]
        }
        var seen: Set<String> = []
        return values.enumerated().map { index, value in
            do {
                let row = try GhostRow(value, table: table, number: index + 1)
                if let id = row.text("id"), !seen.insert(id).inserted {
                    throw GhostRowError(table: table, number: index + 1, reason: "an earlier row has its id \(id)")
                }
                return .read(try read(row))
            } catch let error as GhostRowError {
                return .broken(error)
            } catch {
                return .broken(GhostRowError(table: table, number: index + 1, reason: "\(error)"))
            }
        }
    }

    /// The rows of a table that belong to posts, by post. Broken ones belong to none.
    func byPost(_ table: String) -> [String: [GhostRow]] {
        guard case .array(let values)? = data[table] else { return [:] }
        let rows = values.enumerated().compactMap { try? GhostRow($1, table: table, number: $0 + 1) }
        return Dictionary(grouping: rows.filter { $0.text("post_id") != nil }) { $0.text("post_id") ?? "" }
    }

    /// By post, the ids in `column`, in Ghost's order.
    func related(_ table: String, _ column: String) -> [String: [String]] {
        byPost(table).mapValues { rows in
            rows.enumerated().sorted {
                ($0.element.number("sort_order") ?? 0, $0.offset) < ($1.element.number("sort_order") ?? 0, $1.offset)
            }
            .compactMap { $0.element.text(column) }
        }
    }

    /// By user, what they were in Ghost.
    var roles: [String: String] {
        func links(_ table: String) -> [GhostRow] {
            guard case .array(let values)? = data[table] else { return [] }
            return values.compactMap { try? GhostRow($0, table: table, number: 0) }
        }
        let names = links("roles").map { ($0.text("id") ?? "", $0.text("name") ?? "") }
        let nameOf = Dictionary(names) { first, _ in first }
        let roles = links("roles_users").compactMap { link in nameOf[link.text("role_id") ?? ""].map { (link.text("user_id") ?? "", $0) } }
        return Dictionary(roles) { first, _ in first }
    }
}
