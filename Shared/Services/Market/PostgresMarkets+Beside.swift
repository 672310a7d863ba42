package import Shared
import SharedPostgres

extension PostgresMarkets {
    package func beside(_ product: Slug, in market: Slug, limit: Int) async throws -> ProductsBeside {
        let rows = try await database.query(
            """
            with it as materialized (
                select p.id, p.market_id, p.producer_id from market.products p join market.markets m on m.id = p.market_id
                where m.slug = \(market) and p.slug = \(product)
            ),
            chosen as (
                (
                    select p.id, true as is_of_producer from market.products p join it on p.producer_id = it.producer_id
                    where p.id <> it.id and p.status = 'listed'
                    order by p.market_id = it.market_id desc, p.is_featured desc, p.name, p.id limit \(max(0, limit))
                )
                union all
                (
                    select p.id, false from market.products p join it on p.market_id = it.market_id
                    where p.id <> it.id and p.status = 'listed' and p.producer_id is distinct from it.producer_id
                    order by p.is_featured desc, p.name, p.id limit \(max(0, limit))
                )
            )
            select
                c.is_of_producer, p.id, p.slug, p.name, p.picture_address, p.picture_alternative, p.picture_width, p.picture_height,
                p.status, p.labels, p.is_featured, p.version, p.market_slug, p.market_name, p.currency, p.producer_slug, p.producer_name,
                p.variant_id, p.variant_name, p.price, p.quantity, p.unit, p.variants
            from chosen c
            join market.visible_products p on p.id = c.id
            order by p.is_featured desc, p.name, p.id
            """)
        return ProductsBeside(
            ofProducer: try rows.compactMap { try $0["is_of_producer"] ? try $0.productSummary : nil },
            inMarket: try rows.compactMap { try $0["is_of_producer"] ? nil : try $0.productSummary })
    }
}
