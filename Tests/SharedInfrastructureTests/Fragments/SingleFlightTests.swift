import NIOCore
import Shared
import Support
import Testing

@testable import SharedInfrastructure

/// However many ask, one renders.
@Suite struct SingleFlightTests {
    private let products = FragmentRequest(.featuredProducts)

    @Test(arguments: [false, true])
    func `two hundred pages that miss the same fragment ask its origin once`(isShared: Bool) async throws {
        try await TestServices.withRedis { redis in
            let painter = Painter<Products> { _, _ in
                try await Task.sleep(for: .milliseconds(50))
                return "leeks"
            }
            try await TestServices.serve(.market, [painter]) { market in
                try await TestServices.compose(.blog, origins: [.market: market], redis: isShared ? redis : nil) { blog in
                    let texts = await withTaskGroup(of: [String].self) { group in
                        for _ in 0..<200 { group.addTask { await blog.load([products], for: Visitor()).text } }
                        return await group.reduce(into: Set<[String]>()) { $0.insert($1) }
                    }
                    #expect(texts == [["<p>leeks</p>"]])
                }
            }
            #expect(painter.renders == 1)
        }
    }

    @Test func `two processes that miss the same fragment at once ask its origin once`() async throws {
        try await TestServices.withRedis { redis in
            let painter = Painter<Products> { _, _ in
                try await Task.sleep(for: .milliseconds(100))
                return "leeks"
            }
            try await TestServices.serve(.market, [painter]) { market in
                try await TestServices.compose(.blog, origins: [.market: market], redis: redis) { one in
                    try await TestServices.compose(.events, origins: [.market: market], redis: redis) { other in
                        one.learn([.market: "build-1"])
                        other.learn([.market: "build-1"])
                        async let first = one.load([products], for: Visitor())
                        async let second = other.load([products], for: Visitor())
                        let sources = await [first[0], second[0]]
                        #expect(sources.text == ["<p>leeks</p>", "<p>leeks</p>"])
                        #expect(Set(sources.map(\.source)) == [.origin, .redis])
                    }
                }
            }
            #expect(painter.renders == 1)
        }
    }

    @Test func `when the process that renders dies, another one takes over before its budget is over`() async throws {
        try await TestServices.withRedis { redis in
            let painter = Painter<Products> { _, _ in "leeks" }
            try await TestServices.serve(.market, [painter]) { market in
                try await TestServices.compose(.blog, origins: [.market: market], redis: redis) { blog in
                    blog.learn([.market: "build-1"])
                    let name = PartKey(products, for: Visitor()).sharedName(build: "build-1")
                    // A process that was killed leaves its lock behind until it expires.
                    _ = try #require(try await RenderLock.take(name, for: .milliseconds(120), on: redis))
                    #expect(await blog.load([products], for: Visitor()).text == ["<p>leeks</p>"])
                }
            }
        }
    }

    @Test func `fragments of a page are asked for at once, so that it waits for the slowest and not for the sum`() async throws {
        let market = Painter<Products> { _, _ in
            try await Task.sleep(for: .milliseconds(900))
            return "leeks"
        }
        let events = Painter<Entries> { _, _ in
            try await Task.sleep(for: .milliseconds(900))
            return "fair"
        }
        let cart = Painter<BasketCount> { _, _ in
            try await Task.sleep(for: .milliseconds(900))
            return "basket"
        }
        try await TestServices.serve(.market, [market]) { market in
            try await TestServices.serve(.events, [events]) { events in
                try await TestServices.serve(.cart, [cart]) { cart in
                    try await TestServices.compose(.blog, origins: [.market: market, .events: events, .cart: cart]) { blog in
                        let began = ContinuousClock.now
                        let requests = [FragmentRequest(.featuredProducts), FragmentRequest(.comingEntries), FragmentRequest(.miniCart)]
                        #expect(await blog.load(requests, for: Visitor()).text == ["<p>leeks</p>", "<p>fair</p>", "<p>basket</p>"])
                        #expect(ContinuousClock.now - began < .milliseconds(2300))
                    }
                }
            }
        }
    }
}
