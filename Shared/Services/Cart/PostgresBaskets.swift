package import Shared
package import SharedPostgres

/// ``Baskets`` over PostgreSQL.
package struct PostgresBaskets: Baskets {
    private let database: Database
    private let offers: any Offers

    /// Asks `offers` for what variants are called and cost.
    package init(_ database: Database, offers: any Offers) {
        self.database = database
        self.offers = offers
    }

    package func detail(of basket: ID<Basket>) async throws -> BasketDetail {
        let rows = try await database.query(
            """
            select variant_id, quantity from cart.basket_items where basket_id = \(basket) order by added_at, variant_id
            """, on: .lane)
        let items = try rows.map(Self.item)
        let found = try await offers.offers(for: items.map(\.variant))
        let byVariant = Dictionary(found.map { ($0.variant.id, $0) }, uniquingKeysWith: { first, _ in first })
        // Variants are never removed, only no longer offered; should one be gone all the same, so is its line.
        return BasketDetail(
            id: basket,
            lines: items.compactMap { item in
                byVariant[item.variant].map { BasketDetail.Line(offer: $0, quantity: item.quantity) }
            })
    }

    package func count(of basket: ID<Basket>) async throws -> Int {
        try await database.query(
            "select coalesce(sum(quantity), 0)::bigint as count from cart.basket_items where basket_id = \(basket)", on: .lane
        ).first?["count"] ?? 0
    }

    package func add(
        _ quantity: Int, of variant: ID<Variant>, to basket: ID<Basket>, in transaction: borrowing Transaction
    ) async throws {
        guard quantity >= 1 else { throw BasketError.quantity(allowed: Basket.quantities) }
        let connection = try transaction.connection
        let items = try await lock(basket, on: connection)
        let held = items.first { $0.variant == variant }?.quantity ?? 0
        try await check(variant, beside: items, in: transaction)
        guard held > 0 || items.count < Basket.maximumItems else { throw BasketError.full(maximum: Basket.maximumItems) }
        guard quantity <= Basket.maximumQuantity - held else { throw BasketError.quantity(allowed: Basket.quantities) }
        try await connection.query(
            """
            insert into cart.basket_items (basket_id, variant_id, quantity) values (\(basket), \(variant), \(quantity))
            on conflict (basket_id, variant_id) do update set quantity = basket_items.quantity + excluded.quantity
            """)
    }

    package func change(
        _ variant: ID<Variant>, to quantity: Int, in basket: ID<Basket>, in transaction: borrowing Transaction
    ) async throws {
        guard quantity == 0 || Basket.quantities.contains(quantity) else { throw BasketError.quantity(allowed: 0...Basket.maximumQuantity) }
        guard quantity > 0 else { return try await remove(variant, from: basket, in: transaction) }
        let connection = try transaction.connection
        _ = try await lock(basket, on: connection)
        let changed = try await connection.query(
            """
            update cart.basket_items set quantity = \(quantity) where basket_id = \(basket) and variant_id = \(variant)
            """
        ).affected
        guard changed == 1 else { throw BasketError.notInBasket(variant) }
    }

    package func remove(_ variant: ID<Variant>, from basket: ID<Basket>, in transaction: borrowing Transaction) async throws {
        let connection = try transaction.connection
        try await connection.query("update cart.baskets set updated_at = clock_timestamp() where id = \(basket)")
        try await connection.query("delete from cart.basket_items where basket_id = \(basket) and variant_id = \(variant)")
    }

    /// Locks the basket, made if need be, so that two who add to it come one after the other, and answers what is in it.
    private func lock(_ basket: ID<Basket>, on connection: PostgresConnection) async throws -> [Basket.Item] {
        try await connection.query(
            """
            insert into cart.baskets (id) values (\(basket)) on conflict (id) do update set updated_at = clock_timestamp()
            """)
        return try await connection.query("select variant_id, quantity from cart.basket_items where basket_id = \(basket)")
            .map(Self.item)
    }

    /// Throws unless `variant` is for sale, in the currency of `items`.
    private func check(_ variant: ID<Variant>, beside items: [Basket.Item], in transaction: borrowing Transaction) async throws {
        let found = try await offers.offers(for: [variant] + items.map(\.variant), in: transaction)
        guard let offer = found.first(where: { $0.variant.id == variant }), offer.isForSale else { throw BasketError.notForSale(variant) }
        let currency = offer.variant.price.currency
        for other in found where other.isForSale && other.variant.price.currency != currency {
            throw BasketError.otherCurrency(other.variant.price.currency)
        }
    }

    static func item(_ row: PostgresRow) throws -> Basket.Item {
        Basket.Item(variant: try row["variant_id"], quantity: try row["quantity"])
    }
}
