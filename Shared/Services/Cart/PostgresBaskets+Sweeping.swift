package import FoundationEssentials
package import Shared
import SharedPostgres

extension PostgresBaskets {
    /// No index helps: the table is read whole, once an hour, and an index on `updated_at` would cost every "add" a second write.
    package func sweep(
        untouchedSince: Date, emptySince: Date, limit: Int, in transaction: borrowing Transaction
    ) async throws -> Int {
        // Whoever adds to a basket locks it first and stamps it. So one that is being added to is skipped, and one that has been added to
        // since this statement began is looked at again when it is locked, and is too young.
        try await transaction.connection.query(
            """
            with old as (
                select b.id from cart.baskets b
                where b.updated_at < \(untouchedSince) and b.person_id is null
                    or b.updated_at < \(emptySince) and not exists (select from cart.basket_items i where i.basket_id = b.id)
                limit \(limit) for update skip locked
            )
            delete from cart.baskets b using old where b.id = old.id
            """
        ).affected
    }
}
