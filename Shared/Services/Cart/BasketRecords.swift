package import Shared
import SharedPostgres

/// What is in the baskets of a person.
package struct BasketRecords: PersonalRecords {
    package let name = "baskets"
    private let baskets: any Baskets & MemberBaskets
    package init(_ baskets: any Baskets & MemberBaskets) { self.baskets = baskets }

    private struct Record: Encodable {
        let id: ID<Basket>
        let things: [Thing]
        struct Thing: Encodable {
            let name: String
            let quantity: Int
            let price: String
        }
    }

    package func records(of owner: RecordsOwner) async throws -> any Encodable & Sendable {
        var found = [try await baskets.basket(of: owner.person.id).detail]
        for id in owner.baskets { found.append(try await baskets.detail(of: id)) }
        return found.map { basket in
            let things = basket.lines.map { line in
                Record.Thing(name: line.offer.productName, quantity: line.quantity, price: line.offer.variant.price.description)
            }
            return Record(id: basket.id, things: things)
        }
    }

    package func erase(_ owner: RecordsOwner, in transaction: borrowing Transaction) async throws {
        try await transaction.connection.query(
            """
            delete from cart.baskets
            where person_id = \(owner.person.id) or (id = any(\(owner.baskets.map(\.uuid))) and person_id is null)
            """)
    }
}
