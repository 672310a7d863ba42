package import Shared
import SharedPostgres

extension PostgresBaskets {
    package func join(_ strays: Set<ID<Basket>>, to basket: ID<Basket>, in transaction: borrowing Transaction) async throws {
        let connection = try transaction.connection
        // In the order of their ids, so that two pages that join the same baskets at once do not wait for each other in a circle.
        let found = try await connection.query(
            "select id from cart.baskets where id = any(\(Array(strays.union([basket])))) order by id for update")
        let others = try found.map { try $0["id"] as ID<Basket> }.filter { $0 != basket }
        guard !others.isEmpty else { return }
        let items = try await connection.query(
            """
            select s.variant_id, max(s.quantity) - coalesce(max(h.quantity), 0) as quantity
            from cart.basket_items s left join cart.basket_items h on h.basket_id = \(basket) and h.variant_id = s.variant_id
            where s.basket_id = any(\(others))
            group by s.variant_id having max(s.quantity) > coalesce(max(h.quantity), 0)
            order by min(s.added_at), s.variant_id
            """
        ).map(Self.item)
        for item in items {
            // What does not fit is not worth losing the rest for.
            do { _ = try await add(item.quantity, of: item.variant, to: basket, in: transaction) } catch is BasketError {}
        }
        try await connection.query("delete from cart.baskets where id = any(\(others))")
    }
}
