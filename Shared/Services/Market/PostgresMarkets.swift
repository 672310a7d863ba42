package import Shared
package import SharedPostgres

/// ``Markets`` over PostgreSQL.
package struct PostgresMarkets: Markets {
    let database: Database
    package init(_ database: Database) { self.database = database }

    package func all() async throws -> [MarketSummary] {
        try await database.query(
            """
            select m.id, m.slug, m.name, m.about, m.version, (
                select count(*) from market.products p where p.market_id = m.id and p.status = 'listed'
            ) as products
            from market.markets m
            order by lower(m.name), m.id
            """
        ).map { try $0.marketSummary }
    }

    package func markets(in container: ID<Post>) async throws -> [MarketSummary] {
        try await database.query(
            """
            select m.id, m.slug, m.name, m.about, m.version, (
                select count(*) from market.products p where p.market_id = m.id and p.status = 'listed'
            ) as products
            from market.markets m
            where m.container_id = \(container)
            order by lower(m.name), m.id
            """
        ).map { try $0.marketSummary }
    }

    package func product(_ slug: Slug, in market: Slug) async throws -> ProductDetail? {
        let rows = try await database.query(
            """
            select
                p.id, p.market_id, p.slug, p.name, p.about, p.picture_address, p.picture_alternative, p.picture_width, p.picture_height,
                p.status, p.labels, p.is_featured, p.version, m.slug as market_slug, m.name as market_name, m.currency,
                r.id as producer_id, r.slug as producer_slug, r.name as producer_name, r.about as producer_about, r.place,
                r.version as producer_version, r.picture_address as producer_picture_address,
                r.picture_alternative as producer_picture_alternative, r.picture_width as producer_picture_width,
                r.picture_height as producer_picture_height,
                v.id as variant_id, v.name as variant_name, v.price, v.quantity, v.unit
            from market.markets m
            join market.products p on p.market_id = m.id
            left join market.producers r on r.id = p.producer_id
            left join market.variants v on v.product_id = p.id and v.is_offered
            where m.slug = \(market) and p.slug = \(slug) and p.status <> 'draft'
            order by v.position, v.id
            """)
        guard let row = rows.first else { return nil }
        let labels: [Label] = try row["labels"]
        let product = Product(
            id: try row["id"], market: try row["market_id"], producer: try row["producer_id"], slug: try row["slug"],
            name: try row["name"], about: try row["about"], picture: try row.picture, status: try row["status"],
            labels: Set(labels), isFeatured: try row["is_featured"], variants: try rows.variants, version: try row["version"])
        var producer: Producer?
        if let id = product.producer {
            producer = Producer(
                id: id, slug: try row["producer_slug"], name: try row["producer_name"], about: try row["producer_about"],
                place: try row["place"], picture: try row.picture("producer_"), version: try row["producer_version"])
        }
        let name = NamedSlug(slug: try row["market_slug"], name: try row["market_name"])
        return ProductDetail(product: product, market: name, producer: producer)
    }

    package func featured(in container: ID<Post>?, limit: Int) async throws -> [ProductSummary] {
        try await database.query(
            """
            select
                id, slug, name, picture_address, picture_alternative, picture_width, picture_height, status, labels, is_featured, version,
                market_slug, market_name, currency, producer_slug, producer_name,
                variant_id, variant_name, price, quantity, unit, variants
            from market.visible_products
            where status = 'listed' and is_featured and (\(container)::uuid is null or container_id = \(container))
            order by updated_at desc, id
            limit \(max(0, limit))
            """
        ).map { try $0.productSummary }
    }

    package func summary(of product: ID<Product>) async throws -> ProductSummary? {
        try await database.query(
            """
            select
                id, slug, name, picture_address, picture_alternative, picture_width, picture_height, status, labels, is_featured, version,
                market_slug, market_name, currency, producer_slug, producer_name,
                variant_id, variant_name, price, quantity, unit, variants
            from market.visible_products
            where id = \(product)
            """, on: .lane
        ).first?.productSummary
    }
}
