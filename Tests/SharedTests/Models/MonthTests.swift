import Shared
import Testing

@Suite struct MonthTests {
    @Test func `a month is written as it is read`() throws {
        for text in ["2026-11", "0001-01", "9999-12"] { #expect(try #require(Month(text)).description == text) }
        #expect(try #require(Month("2025-12")) < #require(Month("2026-01")))
    }

    @Test(arguments: ["", "2026", "2026-1", "2026-00", "2026-13", "0000-01", "+026-01", "2026-1 ", "2026-01-01", "２０２６-01"])
    func `what is no month is none`(text: String) { #expect(Month(text) == nil) }
}
