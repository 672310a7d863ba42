package import Shared
import SharedPostgres

/// ``MemberBaskets`` over PostgreSQL.
extension PostgresBaskets: MemberBaskets {
    package func basket(of person: ID<Person>) async throws -> MemberBasket {
        let rows = try await database.query(
            """
            select b.id, b.adopted, b.left_out, i.variant_id, i.quantity, i.seen_price
            from cart.baskets b left join cart.basket_items i on i.basket_id = b.id
            where b.person_id = \(person)
            order by i.added_at, i.variant_id
            """, on: .lane)
        guard let first = rows.first else { return MemberBasket(detail: BasketDetail(id: ID(), lines: []), news: .nothing) }
        let items = try rows.filter { try $0["variant_id"] as ID<Variant>? != nil }
        return MemberBasket(
            detail: BasketDetail(id: try first["id"], lines: try await lines(items)),
            news: Adoption(added: try first["adopted"], leftOut: try first["left_out"]))
    }

    package func basket(of person: ID<Person>, in transaction: borrowing Transaction) async throws -> ID<Basket> {
        guard try await transaction.holds(person) else { throw PersonHasLeft(person) }
        let rows = try await transaction.connection.query(
            """
            insert into cart.baskets (id, person_id) values (\(ID<Basket>()), \(person))
            on conflict (person_id) where person_id is not null do update set updated_at = clock_timestamp()
            returning id
            """)
        return try rows[0]["id"]
    }

    package func adopt(_ carried: Set<ID<Basket>>, by person: ID<Person>, in transaction: borrowing Transaction) async throws -> Adoption {
        guard !carried.isEmpty, try await transaction.holds(person) else { return .nothing }
        let connection = try transaction.connection
        // The person, then baskets in the order of their ids, and the member's own last, so that two who adopt at once do not wait for each other in a circle.
        let found: [ID<Basket>] = try await connection.query(
            "select id from cart.baskets where id = any(\(Array(carried))) and person_id is null order by id for update"
        ).map { try $0["id"] }
        guard !found.isEmpty else { return .nothing }
        let items = try await connection.query(
            """
            select variant_id, max(quantity) as quantity from cart.basket_items
            where basket_id = any(\(found))
            group by variant_id
            order by min(added_at), variant_id
            """
        ).map(Self.item)
        let adoption = items.isEmpty ? Adoption.nothing : try await move(items, from: found, to: person, in: transaction)
        try await connection.query("delete from cart.baskets where id = any(\(found))")
        return adoption
    }

    package func acknowledgeAdoption(by person: ID<Person>, in transaction: borrowing Transaction) async throws {
        try await transaction.connection.query(
            "update cart.baskets set adopted = 0, left_out = 0 where person_id = \(person) and adopted + left_out > 0")
    }

    private func move(
        _ items: [Basket.Item], from found: [ID<Basket>], to person: ID<Person>, in transaction: borrowing Transaction
    ) async throws -> Adoption {
        let connection = try transaction.connection
        let own = try await basket(of: person, in: transaction)
        let held = try await connection.query("select variant_id, quantity from cart.basket_items where basket_id = \(own)").map(Self.item)
        let fitting = try await fitting(items, beside: held, in: transaction)
        let adoption = Adoption(added: fitting.sum, leftOut: items.sum - fitting.sum)
        try await connection.query(
            """
            insert into cart.basket_items (basket_id, variant_id, quantity, added_at, seen_price)
            select \(own), f.variant_id, f.quantity, min(i.added_at), (array_agg(i.seen_price order by i.added_at))[1]
            from unnest(\(fitting.map(\.variant))::uuid[], \(fitting.map(\.quantity))::integer[]) as f (variant_id, quantity)
            join cart.basket_items i on i.variant_id = f.variant_id and i.basket_id = any(\(found))
            group by f.variant_id, f.quantity
            on conflict (basket_id, variant_id) do update set quantity = basket_items.quantity + excluded.quantity
            """)
        try await connection.query(
            """
            update cart.baskets set adopted = adopted + \(adoption.added), left_out = left_out + \(adoption.leftOut)
            where id = \(own)
            """)
        return adoption
    }

    /// How many of each of `items` a basket takes that holds `held`. What is not for sale now is taken, too: its owner is to see that.
    private func fitting(
        _ items: [Basket.Item], beside held: [Basket.Item], in transaction: borrowing Transaction
    ) async throws -> [Basket.Item] {
        let offers = try await offers.offers(for: Array(Set((held + items).map(\.variant))), in: transaction)
        let currencies = Dictionary(
            offers.filter(\.isForSale).map { ($0.variant.id, $0.variant.price.currency) }, uniquingKeysWith: { first, _ in first })
        let quantities = Dictionary(held.map { ($0.variant, $0.quantity) }, uniquingKeysWith: { first, _ in first })
        var currency = held.lazy.compactMap { currencies[$0.variant] }.first
        var room = Basket.maximumItems - held.count
        var fitting: [Basket.Item] = []
        for item in items {
            let isHeld = quantities[item.variant] != nil
            let own = currencies[item.variant]
            guard isHeld || room > 0, own == nil || currency == nil || own == currency else { continue }
            let quantity = min(item.quantity, Basket.maximumQuantity - (quantities[item.variant] ?? 0))
            guard quantity > 0 else { continue }
            if !isHeld { room -= 1 }
            currency = currency ?? own
            fitting.append(Basket.Item(variant: item.variant, quantity: quantity))
        }
        return fitting
    }
}

extension [Basket.Item] {
    fileprivate var sum: Int { reduce(0) { $0 + $1.quantity } }
}
