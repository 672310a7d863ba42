package import Shared
package import SharedPostgres

/// ``Producers`` over PostgreSQL.
package struct PostgresProducers: Producers {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func all() async throws -> [ProducerSummary] {
        try await database.query(
            """
            select
                r.id as producer_id, r.slug as producer_slug, r.name as producer_name, r.about as producer_about, r.place,
                r.version as producer_version, r.picture_address as producer_picture_address,
                r.picture_alternative as producer_picture_alternative, r.picture_width as producer_picture_width,
                r.picture_height as producer_picture_height, p.products
            from market.producers r
            join (
                select producer_id, count(*) as products from market.products where status = 'listed' group by producer_id
            ) p on p.producer_id = r.id
            order by lower(r.name), r.id
            """
        ).map { ProducerSummary(producer: try Self.producer($0), products: try $0["products"]) }
    }

    package func producer(_ slug: Slug, _ page: PageRequest) async throws -> ProducerDetail? {
        let rows = try await database.query(
            """
            with named as materialized (select id from market.producers where slug = \(slug)),
            listed as materialized (
                select p.id, m.name as market_name, p.name from market.products p
                join market.markets m on m.id = p.market_id
                where p.producer_id = (select id from named) and p.status = 'listed'
            )
            select
                r.id as producer_id, r.slug as producer_slug, r.name as producer_name, r.about as producer_about, r.place,
                r.version as producer_version, r.picture_address as producer_picture_address,
                r.picture_alternative as producer_picture_alternative, r.picture_width as producer_picture_width,
                r.picture_height as producer_picture_height, (select count(*) from listed) as total,
                p.id, p.slug, p.name, p.picture_address, p.picture_alternative, p.picture_width, p.picture_height, p.status, p.labels,
                p.is_featured, p.version, p.market_slug, p.market_name, p.currency,
                p.variant_id, p.variant_name, p.price, p.quantity, p.unit, p.variants
            from market.producers r
            left join (
                (select id from listed order by lower(market_name), name, id limit \(page.size) offset \(page.offset)) n
                join market.visible_products p on p.id = n.id
            ) on true
            where r.slug = \(slug)
            order by lower(p.market_name), p.name, p.id
            """)
        guard let row = rows.first else { return nil }
        return ProducerDetail(
            producer: try Self.producer(row), products: try rows.listing(page, total: try row["total"], { try $0.productSummary }))
    }

    private static func producer(_ row: PostgresRow) throws -> Producer {
        Producer(
            id: try row["producer_id"], slug: try row["producer_slug"], name: try row["producer_name"], about: try row["producer_about"],
            place: try row["place"], picture: try row.picture("producer_"), version: try row["producer_version"])
    }
}
