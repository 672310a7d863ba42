import Shared
import Testing

@Suite struct UnitPriceTests {
    @Test(
        arguments: [
            (620, 500, .grams, "£12.40/kg"), (95, 330, .millilitres, "£2.88/L"), (210, 6, .pieces, "£0.35 each"),
            (1, 1_000_000, .grams, "£0.00/kg"),
            (1, 2000, .grams, "£0.01/kg"), (0, 10, .grams, "£0.00/kg"),
        ] as [(Int64, Int, UnitQuantity.Unit, String)])
    func `a variant says what a kilogram, a litre or a piece costs, halves up`(
        pence: Int64, amount: Int, unit: UnitQuantity.Unit, text: String
    ) {
        let variant = Variant(
            id: ID(), name: "", price: Money(minorUnits: pence, currency: .gbp), quantity: UnitQuantity(amount, unit))
        #expect(variant.unitPrice?.description == text)
    }

    @Test func `a quantity is above zero and at most a million`() {
        #expect(UnitQuantity(0, .grams) == nil && UnitQuantity(-1, .grams) == nil && UnitQuantity(1_000_001, .grams) == nil)
        #expect(Variant(id: ID(), name: "", price: Money(minorUnits: 1, currency: .gbp), quantity: nil).unitPrice == nil)
    }

    @Test func `a price that is beyond all measure has no unit price`() throws {
        let quantity = try #require(UnitQuantity(3, .grams))
        #expect(UnitPrice(of: Money(minorUnits: .max, currency: .gbp), for: quantity) == nil)
        #expect(UnitPrice(of: Money(minorUnits: -100, currency: .gbp), for: quantity) == nil)
    }
}
