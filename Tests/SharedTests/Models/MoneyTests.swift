import Shared
import Testing

@Suite struct MoneyTests {
    @Test(
        arguments: [
            (0, "£0.00"), (5, "£0.05"), (123_450, "£1,234.50"), (-300, "-£3.00"), (100_000_000, "£1,000,000.00"),
            (Int64.min, "-£92,233,720,368,547,758.08"),
        ] as [(Int64, String)])
    func `an amount reads as a price is written`(units: Int64, text: String) {
        #expect(Money(minorUnits: units, currency: .gbp).description == text)
    }

    @Test(
        arguments: [("12", 1200), ("12.5", 1250), ("12.50", 1250), ("0.05", 5), ("92233720368547758.07", Int64.max)] as [(String, Int64)])
    func `decimal text is an amount`(text: String, units: Int64) {
        #expect(Money(decimal: text, currency: .eur) == Money(minorUnits: units, currency: .eur))
    }

    @Test(arguments: ["", ".", "1.", ".5", "-1", "+1", "1,000", "1.234", "1.2.3", "1e2", "٣", "92233720368547758.08", " 1"])
    func `other text is none`(text: String) {
        #expect(Money(decimal: text, currency: .eur) == nil)
    }

    @Test func `more than can be written is none`() {
        #expect(Money(minorUnits: 250, currency: .gbp).times(3) == Money(minorUnits: 750, currency: .gbp))
        #expect(Money(minorUnits: .max, currency: .gbp).times(2) == nil)
    }
}
