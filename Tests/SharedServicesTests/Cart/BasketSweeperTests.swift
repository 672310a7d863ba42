import FoundationEssentials
import ServiceLifecycle
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing

@Suite struct BasketSweeperTests {
    @Test func `baskets go half a year after their last change, empty ones after a day`() async throws {
        try await withCoOp { coOp async throws in
            let leek = try await coOp.leek()
            var staying: Set<ID<Basket>> = []
            for (days, isEmpty, stays) in [
                (0, false, true), (179.9, false, true), (180.1, false, false), (0, true, true), (0.9, true, true), (1.1, true, false),
                (200, true, false),
            ] {
                let basket = try await coOp.basket(holding: isEmpty ? nil : leek, changed: days)
                if stays { staying.insert(basket) }
            }
            #expect(try await coOp.sweep() == 3)
            #expect(try await coOp.allBaskets() == staying)
            #expect(try await coOp.database.query("select 1 from cart.basket_items").count == 2)
            #expect(try await coOp.sweep() == 0)
        }
    }

    @Test func `a sweep takes no more than it was told to`() async throws {
        try await withCoOp { coOp async throws in
            for _ in 0..<5 { try await coOp.basket(changed: 2) }
            for expected in [2, 2, 1, 0] { #expect(try await coOp.sweep(limit: 2) == expected) }
        }
    }

    @Test func `a basket that somebody is just filling is not swept, and does not hold the sweep up`() async throws {
        try await withCoOp { coOp async throws in
            let leek = try await coOp.leek()
            let (filled, idle) = (try await coOp.basket(changed: 300), try await coOp.basket(changed: 300))
            try await coOp.inTransaction { (transaction: borrowing Transaction) in
                try await coOp.baskets.add(1, of: leek, to: filled, in: transaction)
                #expect(try await coOp.sweep() == 1)
            }
            #expect(try await coOp.sweep() == 0)
            #expect(try await coOp.baskets.count(of: filled) == 1)
            #expect(try await coOp.allBaskets() == [filled] && idle != filled)
        }
    }

    @Test func `whoever fills a basket while it is swept has what they put in`() async throws {
        try await withCoOp { coOp async throws in
            let leek = try await coOp.leek()
            let basket = try await coOp.basket(holding: leek, changed: 300)
            let shopper = try await coOp.inTransaction { (transaction: borrowing Transaction) in
                let swept = try await coOp.sweep(in: transaction)
                #expect(swept == 1)
                let shopper = Task { try await coOp.add(3, of: leek, to: basket) }
                try await eventually {
                    try await !coOp.database.query(
                        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
                    ).isEmpty
                }
                return shopper
            }
            _ = try await shopper.value
            #expect(try await coOp.baskets.count(of: basket) == 3)
        }
    }

    @Test func `taking something out is a change`() async throws {
        try await withCoOp { coOp async throws in
            let leek = try await coOp.leek()
            let basket = try await coOp.basket(holding: leek, changed: 300)
            try await coOp.change(leek, to: 0, in: basket)
            #expect(try await coOp.sweep() == 0)
            #expect(try await coOp.allBaskets() == [basket])
        }
    }

    @Test func `sweepers that run at once delete everything old once, and each says how many`() async throws {
        try await withCoOp { coOp async throws in
            for _ in 0..<25 { try await coOp.basket(changed: 2) }
            let young = try await coOp.basket(changed: 0)
            let log = RecordedLines()
            let logger = Observability(try TestSite.config(.cart, ["LOG_FORMAT": "text"]), output: log.output).logger
            let sweepers = (0..<3).map { _ in
                BasketSweeper(coOp.baskets, in: coOp.database, every: .milliseconds(20), batch: 4, logger: logger)
            }
            let group = ServiceGroup(services: sweepers, logger: .silent)
            async let running: Void = group.run()
            try await eventually { try await coOp.allBaskets() == [young] }
            await group.triggerGracefulShutdown()
            try await running
            let counts = log.lines.compactMap { $0.firstMatch(of: /old baskets were deleted.*baskets=(\d+)/)?.1 }.compactMap { Int($0) }
            #expect(counts.count == log.lines.count && counts.reduce(0, +) == 25, "\(log.lines)")
        }
    }
}

extension CoOp {
    /// The variant of a leek that is for sale.
    fileprivate func leek() async throws -> ID<Variant> {
        try await listed("leek", in: try await market())
        return try await variant("leek").id
    }

    /// A basket that was last changed so many days ago, with one of `variant` or nothing in it.
    @discardableResult
    fileprivate func basket(holding variant: ID<Variant>? = nil, changed days: Double) async throws -> ID<Basket> {
        let basket = ID<Basket>()
        if let variant { try await add(1, of: variant, to: basket) }
        try await database.query(
            """
            insert into cart.baskets (id, updated_at) values (\(basket), clock_timestamp() - \(days) * interval '1 day')
            on conflict (id) do update set updated_at = excluded.updated_at
            """)
        return basket
    }

    fileprivate func allBaskets() async throws -> Set<ID<Basket>> {
        Set(try await database.query("select id from cart.baskets").map { try $0["id"] })
    }

    fileprivate func sweep(limit: Int = 100) async throws -> Int {
        try await inTransaction { (transaction: borrowing Transaction) in try await sweep(limit: limit, in: transaction) }
    }

    fileprivate func sweep(limit: Int = 100, in transaction: borrowing Transaction) async throws -> Int {
        try await baskets.sweep(
            untouchedSince: .now(plusDays: -180), emptySince: .now(plusDays: -1), limit: limit, in: transaction)
    }
}
