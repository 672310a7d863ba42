import Shared
import Support
import Testing
@testable import Cart

struct RepeatedClicksTests {
    private func wish(_ basket: ID<Basket>, _ variant: ID<Variant>, named name: ID<RepeatedClicks.Wish>? = nil) -> RepeatedClicks.Wish {
        .init(basket: .browser(basket), variant: variant, quantity: 1, name: name)
    }

    @Test func `A named wish that repeats another is granted once, and another name is another wish`() async throws {
        let (clicks, granted) = (RepeatedClicks(), Tally())
        let (basket, variant, one, other) = (ID<Basket>(), ID<Variant>(), ID<RepeatedClicks.Wish>(), ID<RepeatedClicks.Wish>())
        for wish in [one, one, other, one].map({ wish(basket, variant, named: $0) }) {
            _ = try await clicks.once(wish) { granted.more() }
        }
        #expect(granted.count == 2)
    }

    @Test func `Of a flood of named wishes the oldest are forgotten`() async throws {
        let (clicks, granted) = (RepeatedClicks(), Tally())
        let (basket, variant) = (ID<Basket>(), ID<Variant>())
        let first = wish(basket, variant, named: ID())
        _ = try await clicks.once(first) { granted.more() }
        for _ in 0..<RepeatedClicks.mostNamed { _ = try await clicks.once(wish(basket, variant, named: ID())) { 1 } }
        _ = try await clicks.once(first) { granted.more() }
        #expect(granted.count == 2)
    }
}
