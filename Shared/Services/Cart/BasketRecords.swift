package import Shared
import SharedPostgres

/// What is in the baskets of a person.
package struct BasketRecords: PersonalRecords {
    package let name = "baskets"
    private let baskets: any Baskets
    package init(_ baskets: any Baskets) { self.baskets = baskets }

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
        var records: [Record] = []
        for id in owner.baskets {
            let basket = try await baskets.detail(of: id)
            let things = basket.lines.map { line in
                Record.Thing(name: line.offer.productName, quantity: line.quantity, price: line.offer.variant.price.description)
            }
            records.append(Record(id: id, things: things))
        }
        return records
    }

    package func erase(_ owner: RecordsOwner, in transaction: borrowing Transaction) async throws {
        try await transaction.connection.query("delete from cart.baskets where id = any(\(owner.baskets.map(\.uuid)))")
    }
}
