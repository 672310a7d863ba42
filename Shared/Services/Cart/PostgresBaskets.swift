package import Shared
package import SharedPostgres

/// ``Baskets`` over PostgreSQL.
package struct PostgresBaskets: Baskets {
    let database: Database
    let offers: any Offers

    /// Asks `offers` for what variants are called and cost.
    package init(_ database: Database, offers: any Offers) {
        self.database = database
        self.offers = offers
    }

    package func detail(of basket: ID<Basket>) async throws -> BasketDetail {
        let rows = try await database.query(
            """
            select variant_id, quantity, seen_price from cart.basket_items where basket_id = \(basket) order by added_at, variant_id
            """, on: .lane)
        return BasketDetail(id: basket, lines: try await lines(rows))
    }

    /// Of rows that have a variant, a quantity, and the price that was seen.
    func lines(_ rows: some Sequence<PostgresRow>) async throws -> [BasketDetail.Line] {
        let items = try rows.map { (item: try Self.item($0), seen: try $0["seen_price"] as Int64?) }
        let found = try await offers.offers(for: items.map(\.item.variant))
        let byVariant = Dictionary(found.map { ($0.variant.id, $0) }, uniquingKeysWith: { first, _ in first })
        // Variants are never removed, only no longer offered; should one be gone all the same, so is its line.
        return items.compactMap { item, seen in
            guard let offer = byVariant[item.variant] else { return nil }
            let price = offer.variant.price
            let former = seen.flatMap { $0 == price.minorUnits ? nil : Money(minorUnits: $0, currency: price.currency) }
            return BasketDetail.Line(offer: offer, quantity: item.quantity, formerPrice: former)
        }
    }

    package func count(of basket: ID<Basket>) async throws -> Int {
        try await database.query(
            "select coalesce(sum(quantity), 0)::bigint as count from cart.basket_items where basket_id = \(basket)", on: .lane
        ).first?["count"] ?? 0
    }

    package func add(
        _ quantity: Int, of variant: ID<Variant>, to basket: ID<Basket>, in transaction: borrowing Transaction
    ) async throws -> Int {
        guard quantity >= 1 else { throw BasketError.quantity(allowed: Basket.quantities) }
        let connection = try transaction.connection
        let items = try await lock(basket, on: connection)
        let held = items.first { $0.variant == variant }?.quantity ?? 0
        let price = try await check(variant, beside: items, in: transaction)
        guard held > 0 || items.count < Basket.maximumItems else { throw BasketError.full(maximum: Basket.maximumItems) }
        guard quantity <= Basket.maximumQuantity - held else { throw BasketError.quantity(allowed: Basket.quantities) }
        try await connection.query(
            """
            insert into cart.basket_items (basket_id, variant_id, quantity, seen_price)
            values (\(basket), \(variant), \(quantity), \(price.minorUnits))
            on conflict (basket_id, variant_id) do update
            set quantity = basket_items.quantity + excluded.quantity, seen_price = excluded.seen_price
            """)
        return held
    }

    package func change(
        _ variant: ID<Variant>, to quantity: Int, in basket: ID<Basket>, in transaction: borrowing Transaction
    ) async throws -> Int {
        guard quantity == 0 || Basket.quantities.contains(quantity) else { throw BasketError.quantity(allowed: 0...Basket.maximumQuantity) }
        guard quantity > 0 else { return try await remove(variant, from: basket, in: transaction) }
        let connection = try transaction.connection
        let items = try await lock(basket, on: connection)
        guard let held = items.first(where: { $0.variant == variant }) else { throw BasketError.notInBasket(variant) }
        let price = try await offers.offers(for: [variant], in: transaction).first?.variant.price.minorUnits
        try await connection.query(
            """
            update cart.basket_items set quantity = \(quantity), seen_price = \(price)
            where basket_id = \(basket) and variant_id = \(variant)
            """)
        return held.quantity
    }

    package func restore(
        _ variant: ID<Variant>, to quantity: Int, in basket: ID<Basket>, in transaction: borrowing Transaction
    ) async throws -> Int {
        do {
            return try await change(variant, to: quantity, in: basket, in: transaction)
        } catch BasketError.notInBasket {
            return try await add(quantity, of: variant, to: basket, in: transaction)
        }
    }

    package func remove(_ variant: ID<Variant>, from basket: ID<Basket>, in transaction: borrowing Transaction) async throws -> Int {
        let connection = try transaction.connection
        try await connection.query("update cart.baskets set updated_at = clock_timestamp() where id = \(basket)")
        return try await connection.query(
            "delete from cart.basket_items where basket_id = \(basket) and variant_id = \(variant) returning quantity"
        ).first?["quantity"] ?? 0
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

    /// What `variant` costs. Throws unless it is for sale, in the currency of `items`.
    private func check(_ variant: ID<Variant>, beside items: [Basket.Item], in transaction: borrowing Transaction) async throws -> Money {
        let found = try await offers.offers(for: [variant] + items.map(\.variant), in: transaction)
        guard let offer = found.first(where: { $0.variant.id == variant }), offer.isForSale else { throw BasketError.notForSale(variant) }
        let currency = offer.variant.price.currency
        for other in found where other.isForSale && other.variant.price.currency != currency {
            throw BasketError.otherCurrency(other.variant.price.currency)
        }
        return offer.variant.price
    }

    static func item(_ row: PostgresRow) throws -> Basket.Item {
        Basket.Item(variant: try row["variant_id"], quantity: try row["quantity"])
    }
}
