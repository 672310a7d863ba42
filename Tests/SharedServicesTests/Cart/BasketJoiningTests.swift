import Shared
import SharedPostgres
import Support
import Testing

@Suite struct BasketJoiningTests {
    @Test func `baskets become one, in the order of adding, and what stands in two counts once`() async throws {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            for name in ["leek", "apple", "pear"] { try await coOp.listed(name, in: market) }
            let (leek, apple, pear) = (
                try await coOp.variant("leek").id, try await coOp.variant("apple").id, try await coOp.variant("pear").id
            )
            let (own, first, second) = (ID<Basket>(), ID<Basket>(), ID<Basket>())
            for (quantity, variant, basket) in [
                (2, leek, own), (1, pear, second), (1, leek, first), (3, apple, first), (1, apple, second), (5, pear, first),
            ] { try await coOp.add(quantity, of: variant, to: basket) }
            for _ in 0..<2 {
                try await coOp.join([first, second, own, ID()], to: own)
                let detail = try await coOp.baskets.detail(of: own)
                #expect(detail.lines.map(\.offer.productName) == ["leek", "pear", "apple"] && detail.lines.map(\.quantity) == [2, 5, 3])
                #expect(try await coOp.database.query("select 1 from cart.baskets").count == 1)
            }
        }
    }

    @Test func `joining what is not there makes nothing, and a basket that is not there yet is made`() async throws {
        try await withCoOp { coOp async throws in
            try await coOp.listed("leek", in: try await coOp.market())
            let (own, stray) = (ID<Basket>(), ID<Basket>())
            try await coOp.join([stray], to: own)
            #expect(try await coOp.database.query("select 1 from cart.baskets").isEmpty)
            try await coOp.add(2, of: try await coOp.variant("leek").id, to: stray)
            try await coOp.join([stray], to: own)
            #expect(try await coOp.baskets.count(of: own) == 2)
            #expect(try await coOp.baskets.count(of: stray) == 0)
        }
    }

    @Test func `what does not fit is left out, and the rest is joined`() async throws {
        try await withCoOp { coOp async throws in
            let (market, abroad) = (try await coOp.market(), try await coOp.market("abroad", currency: .eur))
            for name in ["leek", "apple"] { try await coOp.listed(name, in: market) }
            try await coOp.listed("olive", in: abroad, currency: .eur)
            let gone = try await coOp.listed("plum", in: market)
            let (own, first, second) = (ID<Basket>(), ID<Basket>(), ID<Basket>())
            try await coOp.add(1, of: try await coOp.variant("leek").id, to: own)
            try await coOp.add(1, of: try await coOp.variant("olive", in: "abroad").id, to: first)
            try await coOp.add(1, of: try await coOp.variant("plum").id, to: second)
            try await coOp.add(4, of: try await coOp.variant("apple").id, to: second)
            try await coOp.set(.withdrawn, of: gone)
            try await coOp.join([first, second], to: own)
            let detail = try await coOp.baskets.detail(of: own)
            #expect(detail.lines.map(\.offer.productName) == ["leek", "apple"] && detail.lines.map(\.quantity) == [1, 4])
            #expect(try await coOp.database.query("select 1 from cart.baskets").count == 1)
        }
    }

    @Test func `pages that join the same baskets at once join them once`() async throws {
        try await withCoOp { coOp async throws in
            try await coOp.listed("leek", in: try await coOp.market())
            let leek = try await coOp.variant("leek").id
            for _ in 0..<5 {
                let baskets = (0..<4).map { _ in ID<Basket>() }
                for (number, basket) in baskets.enumerated() { try await coOp.add(number + 1, of: leek, to: basket) }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<6 { group.addTask { try await coOp.join(Set(baskets.dropFirst()), to: baskets[0]) } }
                    try await group.waitForAll()
                }
                #expect(try await coOp.baskets.count(of: baskets[0]) == 4)
            }
            #expect(try await coOp.database.query("select 1 from cart.baskets").count == 5)
        }
    }
}

extension CoOp {
    fileprivate func join(_ strays: Set<ID<Basket>>, to basket: ID<Basket>) async throws {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await baskets.join(strays, to: basket, in: transaction)
        }
    }
}
