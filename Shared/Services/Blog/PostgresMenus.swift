package import Shared
package import SharedPostgres

/// ``Menus`` over PostgreSQL.
package struct PostgresMenus: Menus {
    private let database: Database
    private let activities: any Activities

    /// Records what changes with `activities`.
    package init(_ database: Database, recording activities: any Activities) {
        self.database = database
        self.activities = activities
    }

    package func tree(_ name: Menu.Name) async throws -> MenuTree {
        let rows = try await rows(of: name)
        let items = try MenuRow.nested(try rows.compactMap(MenuRow.init)) { row, children -> MenuTree.Item? in
            guard let link = row.link else { return nil }
            return MenuTree.Item(label: row.label, link: link, children: children)
        }
        return MenuTree(name: name, items: items, version: try rows.first?["version"] ?? Version(0))
    }

    package func menu(_ name: Menu.Name) async throws -> Menu {
        let rows = try await rows(of: name)
        let items = try MenuRow.nested(try rows.compactMap(MenuRow.init)) { row, children -> Menu.Item? in
            Menu.Item(label: row.label, target: row.target, children: children)
        }
        return Menu(name: name, items: items, version: try rows.first?["version"] ?? Version(0))
    }

    package func replace(
        _ name: Menu.Name, with items: [Menu.Item], basedOn base: Version?, in transaction: borrowing Transaction
    ) async throws -> Change {
        let connection = try transaction.connection
        let rows = try NewMenuRow.flat(items)
        try await checkPosts(of: rows, on: connection)
        let menu = try await lock(name, basedOn: base, on: connection)
        guard menu.isNew || menu.rows != rows.map(\.shape) else { return .unchanged }
        try await connection.query("delete from blog.menu_items where menu_id = \(menu.id)")
        for row in rows { try await insert(row, into: menu.id, on: connection) }
        let posts = (menu.rows + rows.map(\.shape)).compactMap(\.post).eachOnce
        let facts = ActivityFacts(title: name.rawValue, related: posts.map(ObjectReference.post))
        let news = NewActivity(kind: .menuChanged, object: .menu(menu.id), version: menu.version, visibility: .private, facts: facts)
        try await connection.query(
            "update blog.menus set version = \(menu.version), updated_at = clock_timestamp() where id = \(menu.id)")
        _ = try await activities.record(news, in: transaction)
        return menu.isNew ? .created : .updated
    }

    /// The menu's items, and one row without an item when it has none.
    private func rows(of name: Menu.Name) async throws -> PostgresRows {
        try await database.query(
            """
            select
                m.version, i.id, i.parent_id, i.label, i.target, i.post_id, i.service, i.path, i.address,
                case p.status when 'published' then p.slug end as post_slug
            from blog.menus m
            left join blog.menu_items i on i.menu_id = m.id
            left join blog.posts p on p.id = i.post_id
            where m.name = \(name)
            order by i.position, i.id
            """, on: .lane)
    }

    private func checkPosts(of rows: [NewMenuRow], on connection: PostgresConnection) async throws {
        let posts = rows.compactMap(\.shape.post)
        let unknown = try await connection.query(
            "select w.id from unnest(\(posts)::uuid[]) as w (id) where not exists (select from blog.posts p where p.id = w.id)")
        if let row = unknown.first { throw MenuError.noSuchPost(try row["id"]) }
    }

    /// Locks the menu, made if need be, and answers what is in it and the version that a change gives it.
    private func lock(_ name: Menu.Name, basedOn base: Version?, on connection: PostgresConnection) async throws -> Locked {
        let isNew =
            try await connection.query(
                "insert into blog.menus (id, name, version) values (\(ID<Menu>()), \(name), 1) on conflict (name) do nothing"
            ).affected == 1
        let rows = try await connection.query("select id, version from blog.menus where name = \(name) for update")
        guard let row = rows.first else { throw PostgresError.misuse(reason: "the menu that was just made is not there") }
        let (id, found): (ID<Menu>, Version) = (try row["id"], try row["version"])
        let current = isNew ? Version(0) : found
        if let base, base != current { throw MenuError.changedMeanwhile(now: current) }
        let items = try await connection.query(
            """
            with recursive tree as (
                select id, array[position] as place, label, target, post_id, service, path, address
                from blog.menu_items where menu_id = \(id) and parent_id is null
                union all
                select i.id, t.place || i.position, i.label, i.target, i.post_id, i.service, i.path, i.address
                from blog.menu_items i join tree t on i.parent_id = t.id
            )
            select id, place, label, target, post_id, service, path, address from tree order by place
            """)
        return Locked(id: id, isNew: isNew, version: current.next, rows: try items.map(MenuShape.init))
    }

    private struct Locked {
        let id: ID<Menu>
        let isNew: Bool
        let version: Version
        let rows: [MenuShape]
    }

    private func insert(_ row: NewMenuRow, into menu: ID<Menu>, on connection: PostgresConnection) async throws {
        let target = row.shape.target
        try await connection.query(
            """
            insert into blog.menu_items (id, menu_id, parent_id, position, label, target, post_id, service, path, address)
            values (
                \(row.id), \(menu), \(row.parent), \(row.shape.place.last ?? 0), \(row.shape.label), \(target.kind), \(target.post),
                \(target.service), \(target.path), \(target.address)
            )
            """)
    }
}
