import Shared
import Testing

@Suite struct BasketDetailTests {
    @Test func `a basket costs what is for sale in it`() throws {
        let basket = try basket([(250, 2, true), (40, 3, true), (9999, 1, false)])
        #expect(basket.total == Money(minorUnits: 620, currency: .gbp) && basket.count == 6)
        #expect(basket.lines.map(\.price?.minorUnits) == [500, 120, 9999])
    }

    @Test func `an empty one, one with nothing for sale, and one beyond all measure have no total`() throws {
        #expect(try basket([]).total == nil && basket([(1, 1, false)]).total == nil)
        #expect(try basket([(.max, 1, true), (1, 1, true)]).total == nil && basket([(.max, 2, true)]).total == nil)
    }

    private func basket(_ lines: [(price: Int64, quantity: Int, isForSale: Bool)]) throws -> BasketDetail {
        let slug = try #require(Slug("leek"))
        return BasketDetail(
            id: ID(),
            lines: lines.map { line in
                let variant = Variant(id: ID(), name: "", price: Money(minorUnits: line.price, currency: .gbp), quantity: nil)
                let offer = Offer(
                    variant: variant, product: ID(), productName: "Leek", productSlug: slug, picture: nil,
                    market: NamedSlug(slug: slug, name: "Veg"), isForSale: line.isForSale)
                return BasketDetail.Line(offer: offer, quantity: line.quantity)
            })
    }
}
