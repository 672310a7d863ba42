import FoundationEssentials
import Shared
import Testing

@Suite struct BasketsTests {
    @Test func `a basket that nobody filled is empty`() async throws {
        try await withCoOp { coOp async throws in
            let basket = ID<Basket>()
            #expect(try await coOp.baskets.detail(of: basket) == BasketDetail(id: basket, lines: []))
            #expect(try await coOp.baskets.count(of: basket) == 0)
        }
    }

    @Test func `a basket shows names and prices of now, in the order of adding`() async throws {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            let leek = try await coOp.listed("leek", in: market, price: 250)
            try await coOp.listed("apple", in: market, price: 40)
            let (first, second) = (try await coOp.variant("leek").id, try await coOp.variant("apple").id)
            let basket = ID<Basket>()
            try await coOp.add(1, of: first, to: basket)
            try await coOp.add(3, of: second, to: basket)
            try await coOp.add(1, of: first, to: basket)
            let detail = try await coOp.baskets.detail(of: basket)
            #expect(detail.lines.map(\.offer.productName) == ["leek", "apple"] && detail.lines.map(\.quantity) == [2, 3])
            #expect(detail.total == Money(minorUnits: 620, currency: .gbp) && detail.count == 5)
            #expect(try await coOp.baskets.count(of: basket) == 5)
            #expect(detail.lines.first?.offer.market == NamedSlug(slug: try slug("veg"), name: "veg"))
            try await coOp.save(.simple("leek", of: .existing(leek), in: market, price: 300))
            #expect(try await coOp.baskets.detail(of: basket).total == Money(minorUnits: 720, currency: .gbp))
            try await coOp.set(.withdrawn, of: leek)
            let later = try await coOp.baskets.detail(of: basket)
            #expect(later.lines.map(\.offer.isForSale) == [false, true] && later.total == Money(minorUnits: 120, currency: .gbp))
        }
    }

    @Test func `two tabs that add at the same time lose nothing`() async throws {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            try await coOp.listed("leek", in: market)
            try await coOp.listed("apple", in: market)
            let variants = [try await coOp.variant("leek").id, try await coOp.variant("apple").id]
            let basket = ID<Basket>()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<20 { group.addTask { try await coOp.add(1, of: variants[number % 2], to: basket) } }
                try await group.waitForAll()
            }
            #expect(try await coOp.baskets.detail(of: basket).lines.map(\.quantity) == [10, 10])
        }
    }

    @Test func `a basket holds 99 of one variant at most, however they come`() async throws {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            try await coOp.listed("leek", in: market)
            let (leek, basket) = (try await coOp.variant("leek").id, ID<Basket>())
            try await coOp.add(98, of: leek, to: basket)
            for quantity in [2, 0, -1, 100, Int.max, Int.min] {
                await #expect(throws: BasketError.quantity(allowed: 1...99)) { try await coOp.add(quantity, of: leek, to: basket) }
            }
            let refused = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<5 {
                    group.addTask {
                        do { try await coOp.add(1, of: leek, to: basket) } catch { return error is BasketError }; return false
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(refused == 4)
            #expect(try await coOp.baskets.count(of: basket) == 99)
        }
    }

    @Test func `a basket holds 100 variants at most`() async throws {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            let price = Money(minorUnits: 1, currency: .gbp)
            var variants: [ID<Variant>] = []
            for number in 0..<3 {
                let draft = ProductDraft(
                    of: .new, market: market, slug: try slug("p\(number)"), name: "P",
                    variants: (0..<(number == 2 ? 1 : 50)).map { VariantDraft(name: "v\($0)", price: price) })
                try await coOp.set(.listed, of: try await coOp.save(draft).id)
                variants += try #require(try await coOp.markets.product(draft.slug, in: slug("veg"))).product.variants.map(\.id)
            }
            let basket = ID<Basket>()
            let (first, last) = (variants.removeFirst(), variants.removeLast())
            for variant in variants + [first] { try await coOp.add(1, of: variant, to: basket) }
            await #expect(throws: BasketError.full(maximum: 100)) { try await coOp.add(1, of: last, to: basket) }
            try await coOp.add(1, of: first, to: basket)
            #expect(try await coOp.baskets.count(of: basket) == 101)
        }
    }

    @Test func `only what is for sale goes into a basket, and only one currency`() async throws {
        try await withCoOp { coOp async throws in
            let (market, abroad) = (try await coOp.market(), try await coOp.market("abroad", currency: .eur))
            let draft = try await coOp.listed("leek", in: market)
            let leek = try await coOp.variant("leek").id
            try await coOp.listed("apple", in: market)
            try await coOp.listed("olive", in: abroad, currency: .eur)
            let (olive, unknown, basket) = (try await coOp.variant("olive", in: "abroad").id, ID<Variant>(), ID<Basket>())
            try await coOp.set(.withdrawn, of: draft)
            await #expect(throws: BasketError.notForSale(leek)) { try await coOp.add(1, of: leek, to: basket) }
            await #expect(throws: BasketError.notForSale(unknown)) { try await coOp.add(1, of: unknown, to: basket) }
            try await coOp.add(1, of: try await coOp.variant("apple").id, to: basket)
            await #expect(throws: BasketError.otherCurrency(.gbp)) { try await coOp.add(1, of: olive, to: basket) }
            #expect(try await coOp.baskets.count(of: basket) == 1)
        }
    }

    @Test func `a quantity is changed, and zero removes`() async throws {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            try await coOp.listed("leek", in: market)
            let (leek, other, basket) = (try await coOp.variant("leek").id, ID<Variant>(), ID<Basket>())
            try await coOp.add(2, of: leek, to: basket)
            try await coOp.change(leek, to: 7, in: basket)
            #expect(try await coOp.baskets.count(of: basket) == 7)
            for quantity in [-1, 100] {
                await #expect(throws: BasketError.quantity(allowed: 0...99)) { try await coOp.change(leek, to: quantity, in: basket) }
            }
            await #expect(throws: BasketError.notInBasket(other)) { try await coOp.change(other, to: 1, in: basket) }
            await #expect(throws: BasketError.notInBasket(leek)) { try await coOp.change(leek, to: 1, in: ID()) }
            try await coOp.change(leek, to: 0, in: basket)
            #expect(try await coOp.baskets.detail(of: basket).lines.isEmpty)
            // The second click on "remove".
            try await coOp.change(leek, to: 0, in: basket)
            try await coOp.inTransaction { (transaction: borrowing Transaction) async throws in
                #expect(try await coOp.baskets.remove(leek, from: basket, in: transaction) == 0)
            }
            #expect(try await coOp.baskets.count(of: basket) == 0)
        }
    }
}

extension CoOp {
    @discardableResult
    func add(_ quantity: Int, of variant: ID<Variant>, to basket: ID<Basket>) async throws -> Int {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await baskets.add(quantity, of: variant, to: basket, in: transaction)
        }
    }

    @discardableResult
    func change(_ variant: ID<Variant>, to quantity: Int, in basket: ID<Basket>) async throws -> Int {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await baskets.change(variant, to: quantity, in: basket, in: transaction)
        }
    }
}
