import Shared
import Support
import Testing

@testable import SharedInfrastructure

/// Rolling updates: what one build rendered is not shown beside another.
@Suite struct BuildTests {
    private let products = FragmentRequest(.featuredProducts)

    @Test func `when a service comes up in a new build, its old fragments are not shown any more`() async throws {
        try await TestServices.withRedis { redis in
            let (old, new) = (Painter<Products> { _, _ in "old" }, Painter<Products> { _, _ in "new" })
            try await TestServices.serve(.market, build: "1", [old]) { oldMarket in
                try await TestServices.compose(.market, build: "1", renderers: [old], redis: redis) { _ in
                    try await TestServices.compose(.blog, origins: [.market: oldMarket], redis: redis) { blog in
                        #expect(await blog.load([products], for: Visitor()).text == ["<p>old</p>"])
                        #expect(await blog.load([products], for: Visitor())[0].source == .process)
                        try await TestServices.compose(.market, build: "2", renderers: [new], redis: redis) { _ in
                            try await eventually("the blog knows", within: .seconds(1)) { blog.build(of: .market) == "2" }
                            // The old replica still answers: shown to whoever waits, and kept nowhere.
                            let loaded = await blog.load([products], for: Visitor())
                            #expect(loaded.text == ["<p>old</p>"] && loaded[0].source == .origin)
                            #expect(await blog.load([products], for: Visitor())[0].source == .origin)
                        }
                    }
                    try await TestServices.serve(.market, build: "2", [new]) { newMarket in
                        try await TestServices.compose(.blog, origins: [.market: newMarket], redis: redis) { blog in
                            #expect(await blog.load([products], for: Visitor()).text == ["<p>new</p>"])
                            #expect(await blog.load([products], for: Visitor())[0].source == .process)
                        }
                    }
                }
            }
        }
    }

    @Test func `a service that restarts in the same build spoils nothing`() async throws {
        try await TestServices.withRedis { redis in
            let painter = Painter<Products> { _, _ in "leeks" }
            try await TestServices.serve(.market, [painter]) { market in
                try await TestServices.compose(.blog, origins: [.market: market], redis: redis) { blog in
                    try await TestServices.compose(.market, renderers: [painter], redis: redis) { _ in }
                    _ = await blog.load([products], for: Visitor())
                    try await TestServices.compose(.market, renderers: [painter], redis: redis) { _ in }
                    #expect(await blog.load([products], for: Visitor())[0].source == .process)
                }
            }
        }
    }
}
