package import Shared
package import SharedPostgres

/// ``Offers`` over PostgreSQL.
package struct PostgresOffers: Offers {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func offers(for variants: [ID<Variant>]) async throws -> [Offer] {
        guard !variants.isEmpty else { return [] }
        return try await database.query(Self.reading(variants), on: .lane).map(Self.offer)
    }

    package func offers(for variants: [ID<Variant>], in transaction: borrowing Transaction) async throws -> [Offer] {
        guard !variants.isEmpty else { return [] }
        return try await transaction.connection.query(Self.reading(variants)).map(Self.offer)
    }

    private static func reading(_ variants: [ID<Variant>]) -> SQL {
        """
        select
            v.id as variant_id, v.name as variant_name, v.price, v.quantity, v.unit,
            p.id as product_id, p.name as product_name, p.slug as product_slug,
            p.picture_address, p.picture_alternative, p.picture_width, p.picture_height,
            m.slug as market_slug, m.name as market_name, m.currency, (v.is_offered and p.status = 'listed') as is_for_sale
        from market.variants v
        join market.products p on p.id = v.product_id
        join market.markets m on m.id = p.market_id
        where v.id = any(\(variants))
        """
    }

    private static func offer(_ row: PostgresRow) throws -> Offer {
        Offer(
            variant: Variant(
                id: try row["variant_id"], name: try row["variant_name"], price: try row.price, quantity: try row.unitQuantity),
            product: try row["product_id"], productName: try row["product_name"], productSlug: try row["product_slug"],
            picture: try row.picture, market: NamedSlug(slug: try row["market_slug"], name: try row["market_name"]),
            isForSale: try row["is_for_sale"])
    }
}
