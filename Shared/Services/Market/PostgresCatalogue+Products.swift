package import Shared
import SharedPostgres

extension PostgresCatalogue {
    package func save(_ draft: ProductDraft, in transaction: borrowing Transaction) async throws -> Saved<Product> {
        let connection = try transaction.connection
        let container = try await checked(draft, on: connection)
        var before: ProductDraft?
        var isListed = false
        let saved = try await SharedServices.save(
            draft, of: draft.of, slug: draft.slug, orThrow: CatalogueError.self,
            find: { key in
                guard let stored = try await find(key, like: draft, on: connection) else { return nil }
                isListed = stored.status == .listed
                before = stored.draft
                return Stored(id: stored.id, version: stored.version, draft: stored.draft)
            },
            insert: { id, key in
                guard try await insert(draft, as: id, key, on: connection) else { return false }
                try await write(draft.variants, of: id, on: connection)
                return true
            },
            update: { stored in
                try await write(draft, over: stored.id, on: connection)
                if stored.draft.variants != draft.variants { try await write(draft.variants, of: stored.id, on: connection) }
            })
        guard saved.change != .unchanged else { return saved }
        let related =
            Self.related(market: draft.market, container: container, producer: draft.producer)
            + [before.map { ObjectReference.market($0.market) }, before?.producer.map(ObjectReference.producer)].compactMap { $0 }
        let facts = ActivityFacts(
            title: draft.name, slug: draft.slug, previousSlug: before.flatMap { $0.slug == draft.slug ? nil : $0.slug },
            related: related.eachOnce)
        let news = NewActivity(
            kind: .productChanged, object: .product(saved.id), version: saved.version, visibility: isListed ? .public : .private,
            facts: facts)
        _ = try await activities.record(news, in: transaction)
        return saved
    }

    /// Refuses what is wrong with the draft, and answers the page that holds its market.
    private func checked(_ draft: ProductDraft, on connection: PostgresConnection) async throws -> ID<Post>? {
        try draft.check()
        let rows = try await connection.query(
            """
            select
                m.container_id, m.currency,
                (\(draft.producer)::uuid is null or exists (select from market.producers where id = \(draft.producer))) as has_producer
            from market.markets m
            where m.id = \(draft.market)
            for share
            """)
        guard let row = rows.first else { throw CatalogueError.noSuchMarket(draft.market) }
        if let producer = draft.producer, try !row["has_producer"] { throw CatalogueError.noSuchProducer(producer) }
        let currency: Currency = try row["currency"]
        for variant in draft.variants where variant.price.currency != currency {
            throw CatalogueError.invalidVariants("“\(variant.name)” is priced in another currency than the market, \(currency.rawValue)")
        }
        return try row["container_id"]
    }

    private func find(_ key: Key<Product>, like draft: ProductDraft, on connection: PostgresConnection) async throws -> StoredProduct? {
        let found = try await connection.query(
            """
            select
                p.id, p.version, p.status, p.market_id, p.producer_id, p.slug, p.name, p.about,
                p.picture_address, p.picture_alternative, p.picture_width, p.picture_height, p.labels, p.is_featured, m.currency
            from market.products p
            join market.markets m on m.id = p.market_id
            where p.id = \(key.id) or (p.external_system = \(key.system) and p.external_key = \(key.name))
            for update of p
            """
        ).first
        guard let row = found else { return nil }
        let id: ID<Product> = try row["id"]
        let currency: Currency = try row["currency"]
        let variants = try await connection.query(
            """
            select name, price, quantity, unit from market.variants where product_id = \(id) and is_offered order by position, id
            """)
        let labels: [Label] = try row["labels"]
        let stored = ProductDraft(
            of: draft.of, market: try row["market_id"], producer: try row["producer_id"], slug: try row["slug"],
            name: try row["name"], about: try row["about"], picture: try row.picture, labels: Set(labels),
            isFeatured: try row["is_featured"],
            variants: try variants.map { row in
                VariantDraft(
                    name: try row["name"], price: Money(minorUnits: try row["price"], currency: currency), quantity: try row.unitQuantity)
            })
        return StoredProduct(id: id, version: try row["version"], status: try row["status"], draft: stored)
    }

    private struct StoredProduct {
        let id: ID<Product>
        let version: Version
        let status: ProductStatus
        let draft: ProductDraft
    }

    private func insert(
        _ draft: ProductDraft, as id: ID<Product>, _ key: Key<Product>, on connection: PostgresConnection
    ) async throws -> Bool {
        try await connection.query(
            """
            insert into market.products (
                id, market_id, producer_id, slug, name, about, picture_address, picture_alternative, picture_width, picture_height,
                labels, is_featured, external_system, external_key
            ) values (
                \(id), \(draft.market), \(draft.producer), \(draft.slug), \(draft.name), \(draft.about), \(draft.picture?.address),
                \(draft.picture?.alternative ?? ""), \(draft.picture?.width), \(draft.picture?.height), \(draft.labelTexts),
                \(draft.isFeatured), \(key.system), \(key.name)
            )
            on conflict do nothing
            """
        ).affected == 1
    }

    private func write(_ draft: ProductDraft, over id: ID<Product>, on connection: PostgresConnection) async throws {
        try await update(
            """
            update market.products
            set market_id = \(draft.market), producer_id = \(draft.producer), slug = \(draft.slug), name = \(draft.name),
                about = \(draft.about), picture_address = \(draft.picture?.address),
                picture_alternative = \(draft.picture?.alternative ?? ""), picture_width = \(draft.picture?.width),
                picture_height = \(draft.picture?.height), labels = \(draft.labelTexts), is_featured = \(draft.isFeatured),
                updated_at = clock_timestamp(), version = version + 1
            where id = \(id) and not exists (
                select from market.products other
                where other.market_id = \(draft.market) and other.slug = \(draft.slug) and other.id <> \(id)
            )
            """, on: connection, slug: draft.slug, constraint: "products_slug_key", orThrow: CatalogueError.self)
    }

    /// Has `product` offer exactly `variants`. One that had that name before, offered or not, keeps its id.
    private func write(_ variants: [VariantDraft], of product: ID<Product>, on connection: PostgresConnection) async throws {
        let names = variants.map(\.name)
        try await connection.query(
            "update market.variants set is_offered = false where product_id = \(product) and not name = any(\(names)::text[])")
        for (position, variant) in variants.enumerated() {
            try await connection.query(
                """
                insert into market.variants (id, product_id, position, name, price, quantity, unit)
                values (
                    \(ID<Variant>()), \(product), \(position), \(variant.name), \(variant.price.minorUnits),
                    \(variant.quantity?.amount), \(variant.quantity?.unit)
                )
                on conflict (product_id, name) do update
                set position = excluded.position, price = excluded.price, quantity = excluded.quantity, unit = excluded.unit,
                    is_offered = true
                """)
        }
    }
}

extension ProductDraft {
    fileprivate var labelTexts: [String] { labels.map(\.rawValue).sorted() }

    /// Throws `invalid` and `invalidVariants`.
    fileprivate func check() throws {
        let failure = CatalogueError.self
        try SharedServices.check(name, 1...200, field: "name", orThrow: failure)
        try SharedServices.check(about.markup, 0...1_000_000, field: "about", orThrow: failure)
        try SharedServices.check(picture?.address, 1...2000, field: "picture", orThrow: failure)
        try SharedServices.check(picture?.alternative, 0...2000, field: "picture", orThrow: failure)
        guard (1...50).contains(variants.count) else {
            throw CatalogueError.invalidVariants("there must be 1 to 50, not \(variants.count)")
        }
        for variant in variants {
            try SharedServices.check(variant.name, 0...200, field: "variants", orThrow: failure)
            guard (0...100_000_000).contains(variant.price.minorUnits) else {
                throw CatalogueError.invalidVariants("“\(variant.name)” has a price below zero or above a million")
            }
        }
        var names: Set<String> = []
        for variant in variants where !names.insert(variant.name).inserted {
            throw CatalogueError.invalidVariants("two are called “\(variant.name)”")
        }
    }
}
