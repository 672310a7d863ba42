package import Shared
import SharedPostgres

// Markets and producers.

extension PostgresCatalogue {
    package func save(_ draft: MarketDraft, in transaction: borrowing Transaction) async throws -> Saved<Market> {
        let connection = try transaction.connection
        try check(draft.name, 1...200, field: "name", orThrow: CatalogueError.self)
        try check(draft.about, 0...10_000, field: "about", orThrow: CatalogueError.self)
        try check(draft.slug, isFree: .market, orThrow: CatalogueError.self)
        var before: MarketDraft?
        let saved = try await SharedServices.save(
            draft, of: draft.of, slug: draft.slug, orThrow: CatalogueError.self,
            find: { key in
                let row = try await connection.query(
                    """
                    select id, version, slug, name, about, container_id, currency from market.markets
                    where id = \(key.id) or (external_system = \(key.system) and external_key = \(key.name))
                    for update
                    """
                ).first
                guard let row else { return nil }
                let stored = MarketDraft(
                    of: draft.of, slug: try row["slug"], name: try row["name"], about: try row["about"],
                    container: try row["container_id"], currency: try row["currency"])
                before = stored
                return Stored(id: try row["id"], version: try row["version"], draft: stored)
            },
            insert: { id, key in
                try await connection.query(
                    """
                    insert into market.markets (id, slug, name, about, container_id, currency, external_system, external_key)
                    values (
                        \(id), \(draft.slug), \(draft.name), \(draft.about), \(draft.container), \(draft.currency), \(key.system),
                        \(key.name)
                    )
                    on conflict do nothing
                    """
                ).affected == 1
            },
            update: { stored in
                if stored.draft.currency != draft.currency { try await checkNoProducts(stored, on: connection) }
                try await update(
                    """
                    update market.markets
                    set slug = \(draft.slug), name = \(draft.name), about = \(draft.about), container_id = \(draft.container),
                        currency = \(draft.currency), updated_at = clock_timestamp(), version = version + 1
                    where id = \(stored.id)
                        and not exists (select from market.markets other where other.slug = \(draft.slug) and other.id <> \(stored.id))
                    """, on: connection, slug: draft.slug, constraint: "markets_slug_key", orThrow: CatalogueError.self)
            })
        guard saved.change != .unchanged else { return saved }
        let facts = ActivityFacts(
            title: draft.name, slug: draft.slug, previousSlug: before.flatMap { $0.slug == draft.slug ? nil : $0.slug },
            related: [draft.container, before?.container].compactMap { $0 }.eachOnce.map(ObjectReference.post))
        let kind: ActivityKind = saved.change == .created ? .marketAdded : .marketChanged
        let news = NewActivity(kind: kind, object: .market(saved.id), version: saved.version, visibility: .public, facts: facts)
        _ = try await activities.record(news, in: transaction)
        return saved
    }

    private func checkNoProducts(_ stored: Stored<Market, MarketDraft>, on connection: PostgresConnection) async throws {
        let rows = try await connection.query("select id from market.products where market_id = \(stored.id) limit 1")
        guard rows.isEmpty else { throw CatalogueError.currencyFixed(stored.draft.currency) }
    }

    package func save(_ draft: ProducerDraft, in transaction: borrowing Transaction) async throws -> Saved<Producer> {
        let connection = try transaction.connection
        try check(draft.name, 1...200, field: "name", orThrow: CatalogueError.self)
        try check(draft.about, 0...10_000, field: "about", orThrow: CatalogueError.self)
        try check(draft.place, 0...200, field: "place", orThrow: CatalogueError.self)
        try check(draft.picture?.address, 1...2000, field: "picture", orThrow: CatalogueError.self)
        try check(draft.picture?.alternative, 0...2000, field: "picture", orThrow: CatalogueError.self)
        var previousSlug: Slug?
        let saved = try await SharedServices.save(
            draft, of: draft.of, slug: draft.slug, orThrow: CatalogueError.self,
            find: { key in
                let row = try await connection.query(
                    """
                    select
                        id, version, slug, name, about, place, picture_address, picture_alternative, picture_width, picture_height
                    from market.producers
                    where id = \(key.id) or (external_system = \(key.system) and external_key = \(key.name))
                    for update
                    """
                ).first
                guard let row else { return nil }
                let stored = ProducerDraft(
                    of: draft.of, slug: try row["slug"], name: try row["name"], about: try row["about"], place: try row["place"],
                    picture: try row.picture)
                previousSlug = stored.slug
                return Stored(id: try row["id"], version: try row["version"], draft: stored)
            },
            insert: { id, key in
                try await connection.query(
                    """
                    insert into market.producers (
                        id, slug, name, about, place, picture_address, picture_alternative, picture_width, picture_height,
                        external_system, external_key
                    ) values (
                        \(id), \(draft.slug), \(draft.name), \(draft.about), \(draft.place), \(draft.picture?.address),
                        \(draft.picture?.alternative ?? ""), \(draft.picture?.width), \(draft.picture?.height), \(key.system), \(key.name)
                    )
                    on conflict do nothing
                    """
                ).affected == 1
            },
            update: { stored in
                try await update(
                    """
                    update market.producers
                    set slug = \(draft.slug), name = \(draft.name), about = \(draft.about), place = \(draft.place),
                        picture_address = \(draft.picture?.address), picture_alternative = \(draft.picture?.alternative ?? ""),
                        picture_width = \(draft.picture?.width), picture_height = \(draft.picture?.height),
                        updated_at = clock_timestamp(), version = version + 1
                    where id = \(stored.id)
                        and not exists (select from market.producers other where other.slug = \(draft.slug) and other.id <> \(stored.id))
                    """, on: connection, slug: draft.slug, constraint: "producers_slug_key", orThrow: CatalogueError.self)
            })
        guard saved.change != .unchanged else { return saved }
        let facts = ActivityFacts(title: draft.name, slug: draft.slug, previousSlug: previousSlug == draft.slug ? nil : previousSlug)
        let news = NewActivity(
            kind: .producerChanged, object: .producer(saved.id), version: saved.version, visibility: .private, facts: facts)
        _ = try await activities.record(news, in: transaction)
        return saved
    }
}
