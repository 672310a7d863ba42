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

    @Test func `A product is added with a picture, which its page and its market then show`() async throws {
        try await MarketSite.run { market in
            let picture = Picture(address: "/pictures/abcdefghijklmnopqrstuv23", alternative: "Three medlars", width: 800, height: 600)
            let price = VariantDraft(price: try #require(Money(decimal: "1.50", currency: .gbp)))
            try await market.stocking.add(
                "Medlars", slug: market.slug("medlars"), to: market.slug("saturday"), variants: [price], featured: false, picture: picture)
            for path in ["/saturday/medlars", "/saturday?q=medlars"] {
                let page = try await market.app.ask(path)
                #expect(page.body.contains("/pictures/abcdefghijklmnopqrstuv23/640.jpg\" alt=\"Three medlars\""), "\(path)")
            }
        }
    }

    @Test(arguments: [["--picture", "pears.jpg", "--alternative", "Three pears"], ["--picture", "pears.jpg", "--decoration"], []])
    func `A picture may be named with a product`(words: [String]) throws {
        let command = try MarketApp.parseAsRoot(["add", "saturday", "Pears", "--price", "1.50"] + words)
        #expect(command is Add)
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
        ["add", "saturday", "Pears", "--price", "1.50", "--alternative", "Three pears"],
    ])
    func `A command that cannot be understood says how it is meant`(words: [String]) throws {
        #expect(throws: (any Error).self) { try MarketApp.parseAsRoot(words) }
    }
}
