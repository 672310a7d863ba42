import Shared
import Testing

@Suite struct LocalTimeTests {
    @Test(arguments: ["2027-03-28T19:30", "2027-03-28 19:30", "2027-03-28T19:30:00"])
    func `what a form sends and what the database writes is read`(text: String) throws {
        let time = try #require(LocalTime(text))
        #expect(time.description == "2027-03-28T19:30" && time.date == "2027-03-28" && time.clock == "19:30")
    }

    @Test(arguments: [
        "", "2027-03-28", "2027-02-29T10:00", "2027-13-01T10:00", "2027-00-10T10:00", "2027-01-00T10:00", "2027-01-01T24:00",
        "2027-01-01T10:60", "2027-01-01T10:00:30", "0000-01-01T10:00", "2027-1-1T10:00", "2027-01-01t10:00", "٢٠٢٧-01-01T10:00",
        "2027-01-01T10:00Z", "+027-01-01T10:00", "1900-02-29T10:00", "2027-04-31T10:00",
    ])
    func `a day or an hour that there is not is refused`(text: String) { #expect(LocalTime(text) == nil) }

    @Test func `leap days are as in the Gregorian calendar`() {
        #expect(LocalTime("2028-02-29T10:00") != nil && LocalTime("2000-02-29T10:00") != nil && LocalTime("2100-02-29T10:00") == nil)
    }

    @Test(arguments: [
        ("2027-06-05T00:00", 6), ("2000-02-29T00:00", 2), ("1999-12-31T00:00", 5), ("2026-11-23T00:00", 1), ("0001-01-01T00:00", 1),
    ])
    func `it knows its day of the week`(text: String, weekday: Int) { #expect(LocalTime(text)?.weekday == weekday) }

    @Test func `earlier sorts before later`() throws {
        let texts = ["2026-12-31T23:59", "2027-01-01T00:00", "2027-01-01T00:01", "2027-01-02T00:00", "2027-02-01T00:00"]
        let times = texts.compactMap { LocalTime($0) }
        #expect(times.shuffled().sorted().map(\.description) == texts)
    }
}
