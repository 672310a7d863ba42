import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

/// What becomes of a browser's basket when its owner signs in. Over 200 lines: each way in which two baskets can meet.
@Suite struct BasketAdoptionTests {
    @Test func `who signs in has what their browser carried, and its id opens nothing any more`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, leek, apple) = try await coOp.stall()
            let carried = ID<Basket>()
            try await coOp.add(2, of: leek, to: carried)
            try await coOp.add(1, of: apple, to: carried)
            #expect(try await coOp.adopt([carried], by: maya) == Adoption(added: 3, leftOut: 0))
            let basket = try await coOp.members.basket(of: maya)
            #expect(basket.detail.lines.map(\.offer.productName) == ["leek", "apple"] && basket.detail.lines.map(\.quantity) == [2, 1])
            #expect(basket.news == Adoption(added: 3, leftOut: 0) && basket.detail.id != carried)
            #expect(try await coOp.baskets.detail(of: carried).lines.isEmpty)
            // Again, and for somebody else.
            let omar = try await coOp.register("omar", "omar@example.org").id
            for person in [maya, omar] { #expect(try await coOp.adopt([carried], by: person) == .nothing) }
            #expect(try await coOp.members.basket(of: maya) == basket)
            #expect(try await coOp.members.basket(of: omar).detail.lines.isEmpty)
            #expect(try await coOp.database.query("select 1 from cart.baskets").count == 1)
        }
    }

    @Test func `a member's basket is nobody else's to adopt, whoever names it`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, leek, _) = try await coOp.stall()
            let carried = ID<Basket>()
            try await coOp.add(2, of: leek, to: carried)
            _ = try await coOp.adopt([carried], by: maya)
            let own = try await coOp.members.basket(of: maya).detail.id
            let omar = try await coOp.register("omar", "omar@example.org").id
            for person in [omar, maya] { #expect(try await coOp.adopt([own], by: person) == .nothing) }
            #expect(try await coOp.members.basket(of: maya).detail.count == 2)
        }
    }

    @Test func `numbers are added up to the most, prices stay those that were seen, and what was there first stays first`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, leek, apple) = try await coOp.stall()
            let first = ID<Basket>()
            try await coOp.add(60, of: leek, to: first)
            _ = try await coOp.adopt([first], by: maya)
            try await coOp.database.query("update market.variants set price = price + 100")
            let second = ID<Basket>()
            try await coOp.add(50, of: leek, to: second)
            try await coOp.add(4, of: apple, to: second)
            try await coOp.database.query("update market.variants set price = price + 100")
            #expect(try await coOp.adopt([second], by: maya) == Adoption(added: 43, leftOut: 11))
            let basket = try await coOp.members.basket(of: maya)
            #expect(basket.detail.lines.map(\.quantity) == [99, 4])
            let now = basket.detail.lines.map { $0.offer.variant.price.minorUnits }
            #expect(basket.detail.lines.map { $0.formerPrice?.minorUnits } == [now[0] - 200, now[1] - 100])
            #expect(basket.news == Adoption(added: 103, leftOut: 11))
        }
    }

    @Test func `of what one browser carries twice the larger number counts, since a repeated click was one wish`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, leek, apple) = try await coOp.stall()
            let (one, other) = (ID<Basket>(), ID<Basket>())
            try await coOp.add(2, of: leek, to: one)
            try await coOp.add(3, of: leek, to: other)
            try await coOp.add(1, of: apple, to: other)
            #expect(try await coOp.adopt([one, other, ID()], by: maya) == Adoption(added: 4, leftOut: 0))
            #expect(try await coOp.database.query("select 1 from cart.baskets").count == 1)
        }
    }

    @Test func `what is not for sale any more comes along, and what is in another currency is told`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, leek, apple) = try await coOp.stall()
            try await coOp.listed("olive", in: try await coOp.market("abroad", currency: .eur), currency: .eur)
            let (first, second) = (ID<Basket>(), ID<Basket>())
            try await coOp.add(1, of: leek, to: first)
            _ = try await coOp.adopt([first], by: maya)
            try await coOp.add(5, of: try await coOp.variant("olive", in: "abroad").id, to: second)
            #expect(try await coOp.adopt([second], by: maya) == Adoption(added: 0, leftOut: 5))
            let third = ID<Basket>()
            try await coOp.add(1, of: apple, to: third)
            try await coOp.database.query("update market.products set status = 'withdrawn' where name = 'apple'")
            #expect(try await coOp.adopt([third], by: maya) == Adoption(added: 1, leftOut: 0))
            #expect(try await coOp.members.basket(of: maya).detail.lines.map(\.offer.isForSale) == [true, false])
        }
    }

    @Test func `a basket holds a hundred different things, whoever brings more`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, leek, apple) = try await coOp.stall()
            let (first, second) = (ID<Basket>(), ID<Basket>())
            try await coOp.add(1, of: leek, to: first)
            _ = try await coOp.adopt([first], by: maya)
            let own = try await coOp.members.basket(of: maya).detail.id
            try await coOp.database.query(
                "insert into cart.basket_items (basket_id, variant_id, quantity) select \(own), gen_random_uuid(), 1 from generate_series(1, 99)"
            )
            try await coOp.add(2, of: leek, to: second)
            try await coOp.add(1, of: apple, to: second)
            #expect(try await coOp.adopt([second], by: maya) == Adoption(added: 2, leftOut: 1))
        }
    }

    @Test func `an empty basket is taken away, and makes none`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, leek, _) = try await coOp.stall()
            let carried = ID<Basket>()
            try await coOp.add(1, of: leek, to: carried)
            try await coOp.change(leek, to: 0, in: carried)
            #expect(try await coOp.adopt([carried], by: maya) == .nothing)
            #expect(try await coOp.adopt([], by: maya) == .nothing)
            #expect(try await coOp.database.query("select 1 from cart.baskets").isEmpty)
        }
    }

    @Test func `browsers that sign in at once bring everything, once`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, leek, apple) = try await coOp.stall()
            for round in 1...5 {
                let browsers = (0..<6).map { _ in [ID<Basket>(), ID<Basket>()] }
                for carried in browsers {
                    try await coOp.add(1, of: leek, to: carried[0])
                    try await coOp.add(1, of: apple, to: carried[1])
                }
                let added = try await withThrowingTaskGroup(of: Adoption.self) { group in
                    // Each is asked for three times, as a handler may be.
                    for carried in browsers + browsers + browsers {
                        group.addTask { try await coOp.adopt(Set(carried), by: maya) }
                    }
                    return try await group.reduce(0) { $0 + $1.added }
                }
                #expect(added == 12)
                #expect(try await coOp.members.basket(of: maya).detail.lines.map(\.quantity) == [6 * round, 6 * round])
                #expect(try await coOp.database.query("select 1 from cart.baskets").count == 1)
            }
        }
    }

    @Test func `whoever puts something in while it is adopted loses nothing`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, leek, _) = try await coOp.stall()
            for _ in 0..<10 {
                let carried = ID<Basket>()
                try await coOp.add(1, of: leek, to: carried)
                async let adopted = coOp.adopt([carried], by: maya)
                async let late: Int = coOp.add(1, of: leek, to: carried)
                async let own: Void = coOp.put(leek, into: maya)
                _ = try await (adopted, late, own)
                _ = try await coOp.adopt([carried], by: maya)
            }
            #expect(try await coOp.members.basket(of: maya).detail.count == 30)
        }
    }

    @Test func `what was read is not said again`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, leek, _) = try await coOp.stall()
            let carried = ID<Basket>()
            try await coOp.add(1, of: leek, to: carried)
            _ = try await coOp.adopt([carried], by: maya)
            for _ in 0..<2 {
                try await coOp.inTransaction { (transaction: borrowing Transaction) in
                    try await coOp.members.acknowledgeAdoption(by: maya, in: transaction)
                }
                #expect(try await coOp.members.basket(of: maya).news == .nothing)
            }
        }
    }

    @Test func `a member's basket outlives half a year, and an empty one does not outlive a day`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, leek, _) = try await coOp.stall()
            try await coOp.put(leek, into: maya)
            let omar = try await coOp.register("omar", "omar@example.org").id
            try await coOp.inTransaction { (transaction: borrowing Transaction) in
                _ = try await coOp.members.basket(of: omar, in: transaction)
            }
            try await coOp.database.query("update cart.baskets set updated_at = now() - interval '300 days'")
            let swept = try await coOp.inTransaction { (transaction: borrowing Transaction) in
                try await coOp.baskets.sweep(
                    untouchedSince: .now(plusDays: -180), emptySince: .now(plusDays: -1), limit: 100, in: transaction)
            }
            #expect(swept == 1)
            #expect(try await coOp.members.basket(of: maya).detail.count == 1)
        }
    }
}

extension CoOp {
    /// Maya, and a leek and an apple that are for sale.
    fileprivate func stall() async throws -> (ID<Person>, ID<Variant>, ID<Variant>) {
        let market = try await market()
        for name in ["leek", "apple"] { try await listed(name, in: market) }
        return (try await register("maya", "maya@example.org").id, try await variant("leek").id, try await variant("apple").id)
    }

    fileprivate func adopt(_ carried: Set<ID<Basket>>, by person: ID<Person>) async throws -> Adoption {
        try await inTransaction { (transaction: borrowing Transaction) in try await members.adopt(carried, by: person, in: transaction) }
    }

    fileprivate func put(_ variant: ID<Variant>, into person: ID<Person>) async throws {
        try await inTransaction { (transaction: borrowing Transaction) in
            let basket = try await members.basket(of: person, in: transaction)
            _ = try await baskets.add(1, of: variant, to: basket, in: transaction)
        }
    }
}
