package import Shared
import SharedPostgres

package struct PostgresImports: Imports {
    package init() {}

    package func trace(of object: ImportedObject, in transaction: borrowing Transaction) async throws -> ImportTrace? {
        let connection = try transaction.connection
        let rows =
            switch object {
            case .post(let reference):
                try await connection.query(
                    """
                    select p.id, p.slug, p.status, p.version, i.version as left_version, i.status as left_status
                    from blog.posts p
                    left join blog.imports i
                        on i.kind = 'post' and i.external_system = p.external_system and i.external_key = p.external_key
                    where p.external_system = \(reference.system) and p.external_key = \(reference.key)
                    for update of p
                    """)
            case .tag(let reference):
                try await connection.query(
                    """
                    select t.id, t.slug, null::text as status, t.version, i.version as left_version, i.status as left_status
                    from blog.tags t
                    left join blog.imports i
                        on i.kind = 'tag' and i.external_system = t.external_system and i.external_key = t.external_key
                    where t.external_system = \(reference.system) and t.external_key = \(reference.key)
                    for update of t
                    """)
            case .author(let reference):
                try await connection.query(
                    """
                    select a.id, a.slug, null::text as status, a.version, i.version as left_version, i.status as left_status
                    from blog.authors a
                    left join blog.imports i
                        on i.kind = 'author' and i.external_system = a.external_system and i.external_key = a.external_key
                    where a.external_system = \(reference.system) and a.external_key = \(reference.key)
                    for update of a
                    """)
            case .menu(let name, let system):
                try await connection.query(
                    """
                    select m.id, null::public.slug as slug, null::text as status, m.version, i.version as left_version, i.status as left_status
                    from blog.menus m
                    left join blog.imports i on i.kind = 'menu' and i.external_system = \(system) and i.external_key = m.name
                    where m.name = \(name)
                    for update of m
                    """)
            }
        guard let row = rows.first else { return nil }
        let (now, left): (Version, Version?) = (try row["version"], try row["left_version"])
        let (status, leftStatus): (PostStatus?, PostStatus?) = (try row["status"], try row["left_status"])
        let wasPublishedInTime = leftStatus == .scheduled && status == .published && left.map(\.next) == now
        // What an import never left was made by others, unless it bears this system's reference: then the import that made it did not
        // know of traces.
        let isForeign: Bool = if case .menu = object { left == nil } else { false }
        return ImportTrace(
            uuid: try row["id"], slug: try row["slug"], status: status,
            isTouched: isForeign || left.map { $0 != now && !wasPublishedInTime } ?? false)
    }

    package func leave(_ object: ImportedObject, in transaction: borrowing Transaction) async throws {
        let connection = try transaction.connection
        switch object {
        case .post(let reference):
            try await connection.query(
                """
                insert into blog.imports (kind, external_system, external_key, version, status)
                select 'post', p.external_system, p.external_key, p.version, p.status
                from blog.posts p
                where p.external_system = \(reference.system) and p.external_key = \(reference.key)
                on conflict (kind, external_system, external_key)
                do update set version = excluded.version, status = excluded.status, left_at = now()
                """)
        case .tag(let reference):
            try await connection.query(
                """
                insert into blog.imports (kind, external_system, external_key, version)
                select 'tag', t.external_system, t.external_key, t.version
                from blog.tags t
                where t.external_system = \(reference.system) and t.external_key = \(reference.key)
                on conflict (kind, external_system, external_key) do update set version = excluded.version, left_at = now()
                """)
        case .author(let reference):
            try await connection.query(
                """
                insert into blog.imports (kind, external_system, external_key, version)
                select 'author', a.external_system, a.external_key, a.version
                from blog.authors a
                where a.external_system = \(reference.system) and a.external_key = \(reference.key)
                on conflict (kind, external_system, external_key) do update set version = excluded.version, left_at = now()
                """)
        case .menu(let name, let system):
            try await connection.query(
                """
                insert into blog.imports (kind, external_system, external_key, version)
                select 'menu', \(system), m.name, m.version from blog.menus m where m.name = \(name)
                on conflict (kind, external_system, external_key) do update set version = excluded.version, left_at = now()
                """)
        }
    }
}
