import FoundationEssentials
import Shared
import SharedPostgres
import Testing

/// What can be brought back, and what is said about prices.
@Suite struct BasketUndoingTests {
    @Test func `whoever changes a basket hears how many there were`() async throws {
        try await withCoOp { coOp async throws in
            try await coOp.listed("leek", in: try await coOp.market())
            let (leek, basket) = (try await coOp.variant("leek").id, ID<Basket>())
            #expect(try await coOp.add(2, of: leek, to: basket) == 0)
            #expect(try await coOp.add(1, of: leek, to: basket) == 2)
            #expect(try await coOp.change(leek, to: 9, in: basket) == 3)
            #expect(try await coOp.change(leek, to: 0, in: basket) == 9)
            #expect(try await coOp.change(leek, to: 0, in: basket) == 0)
        }
    }

    @Test func `what was taken out comes back as many as it was, however often that is asked for`() async throws {
        try await withCoOp { coOp async throws in
            let product = try await coOp.listed("leek", in: try await coOp.market())
            let (leek, basket) = (try await coOp.variant("leek").id, ID<Basket>())
            try await coOp.add(5, of: leek, to: basket)
            try await coOp.change(leek, to: 0, in: basket)
            #expect(try await coOp.restore(leek, to: 5, in: basket) == 0)
            #expect(try await coOp.restore(leek, to: 5, in: basket) == 5)
            #expect(try await coOp.baskets.count(of: basket) == 5)
            #expect(try await coOp.restore(leek, to: 0, in: basket) == 5)
            for quantity in [-1, 100] {
                await #expect(throws: BasketError.quantity(allowed: 0...99)) { try await coOp.restore(leek, to: quantity, in: basket) }
            }
            try await coOp.set(.withdrawn, of: product)
            await #expect(throws: BasketError.notForSale(leek)) { try await coOp.restore(leek, to: 5, in: basket) }
        }
    }

    @Test func `a price that changed meanwhile is said beside the one for which it was put in, until its number is set again`() async throws
    {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            let product = try await coOp.listed("leek", in: market, price: 250)
            let (leek, basket) = (try await coOp.variant("leek").id, ID<Basket>())
            try await coOp.add(1, of: leek, to: basket)
            #expect(try await coOp.baskets.detail(of: basket).lines.first?.formerPrice == nil)
            try await coOp.save(.simple("leek", of: .existing(product), in: market, price: 300))
            let later = try await coOp.baskets.detail(of: basket)
            #expect(later.lines.first?.formerPrice == Money(minorUnits: 250, currency: .gbp))
            #expect(later.total == Money(minorUnits: 300, currency: .gbp))
            try await coOp.change(leek, to: 2, in: basket)
            #expect(try await coOp.baskets.detail(of: basket).lines.first?.formerPrice == nil)
            // What was put in before prices were kept says nothing.
            try await coOp.database.query("update cart.basket_items set seen_price = null")
            #expect(try await coOp.baskets.detail(of: basket).lines.first?.formerPrice == nil)
        }
    }
}

extension CoOp {
    func restore(_ variant: ID<Variant>, to quantity: Int, in basket: ID<Basket>) async throws -> Int {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await baskets.restore(variant, to: quantity, in: basket, in: transaction)
        }
    }
}
