import ArgumentParser
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Market

struct StockingTests {
    @Test func `What an operator cannot do is said in one line`() async throws {
        try await MarketSite.run { market in
            let price = try #require(Money(decimal: "1.50", currency: .gbp))
            let stocking = try market.stocking
            await #expect(throws: OperatorError("there is no market nowhere")) {
                try await stocking.add(
                    "Pears", slug: market.slug("pears"), to: market.slug("nowhere"), variants: [VariantDraft(price: price)], featured: false
                )
            }
            await #expect(throws: OperatorError("there is a product leeks already; choose another --slug")) {
                try await stocking.add(
                    "Leeks", slug: market.slug("leeks"), to: market.slug("saturday"), variants: [VariantDraft(price: price)],
                    featured: false)
            }
            await #expect(throws: OperatorError("saturday has no product oats")) {
                try await stocking.set(.withdrawn, of: market.slug("oats"), in: market.slug("saturday"))
            }
        }
    }

    @Test func `Quantities are read as labels write them`() throws {
        #expect(UnitQuantity(argument: "500g")?.description == "500 g")
        #expect(UnitQuantity(argument: "1500ml")?.description == "1.5 L")
        #expect(UnitQuantity(argument: "6piece")?.description == "6 pieces")
        for text in ["", "g", "500", "500 g", "0g", "-5g", "5kg", "99999999g", "５g"] {
            #expect(UnitQuantity(argument: text) == nil, "\(text)")
        }
    }

    @Test(arguments: [
        ["add"], ["add", "saturday", "Pears"], ["add", "saturday", "Pears", "--price", "1.50", "--currency", "BTC"], ["withdraw", "x"],
    ])
    func `A command that cannot be understood says how it is meant`(words: [String]) throws {
        #expect(throws: (any Error).self) { try MarketApp.parseAsRoot(words) }
    }
}
