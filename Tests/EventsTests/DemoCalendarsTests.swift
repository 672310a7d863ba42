import Foundation
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Events

struct DemoCalendarsTests {
    @Test func `The demo is of these weeks, on whichever day it is loaded`() async throws {
        try await EventsSite.run(from: .migrated) { events async throws in
            let content = DemoContent(folder: "\(repositoryRoot)/Deploy/demo")
            let dates = try content.decode(DemoDates.self, from: "events.json")
            var count = 0
            for day in 0..<14 {
                let today = Date(timeIntervalSince1970: 1_900_000_000 + 86_400 * Double(day))
                count = 0
                for evening in dates.entries {
                    for occurrence in try evening.occurrences(from: today) {
                        #expect(occurrence.start.weekdayName.lowercased() == evening.next.rawValue)
                        #expect(occurrence.start < occurrence.end)
                        count += 1
                    }
                }
            }
            let demo = try DemoCalendars(.events(events.app.resources.database))
            #expect(try await demo.load(content, on: Date().addingTimeInterval(86_400 * 21)) == count)
            #expect(try await demo.load(content, on: Date()) == count)
        }
    }

    @Test func `An entry by a rule is on its weekday again and again, without those that are left out, over the clock change and new year`()
        throws
    {
        let evening = try decode(
            """
            {"key": "market", "calendar": "market-days", "title": "Market", "next": "saturday", "weeks": -2, "times": 5, "every": 2,
             "without": [2], "cancelled": [4], "from": "08:00", "until": "16:00", "about": ""}
            """)
        // Saturday 5 December 2026 is not before itself: the next one is the 12th.
        let occurrences = try evening.occurrences(from: Date(timeIntervalSince1970: 1_796_428_800 + 3600))
        #expect(occurrences.map(\.start.date) == ["2026-11-28", "2026-12-26", "2027-01-09", "2027-01-23"])
        #expect(occurrences.map(\.key) == ["market-1", "market-3", "market-4", "market-5"])
        #expect(occurrences.map(\.isCancelled) == [false, false, true, false])
        #expect(Set(occurrences.map(\.start.clock)) == ["08:00"])
    }

    @Test func `An entry that ends after midnight, or nights later, ends on that day`() throws {
        let today = Date(timeIntervalSince1970: 1_796_428_800)
        let ceilidh = try decode(
            """
            {"key": "c", "calendar": "e", "title": "C", "next": "friday", "weeks": 0, "from": "19:30", "until": "00:30", "about": ""}
            """)
        #expect(try ceilidh.occurrences(from: today).map(\.end.description) == ["2026-12-12T00:30"])
        let camp = try decode(
            """
            {"key": "c", "calendar": "e", "title": "C", "next": "friday", "weeks": 0, "from": "18:00", "until": "15:00", "nights": 2, "about": ""}
            """)
        #expect(try camp.occurrences(from: today).map(\.end.description) == ["2026-12-13T15:00"])
    }

    @Test(arguments: [
        #""from": "25:00", "until": "26:00""#, #""from": "10:00", "until": "09:00", "nights": 0"#,
        #""from": "10:00", "until": "11:00", "times": 0"#,
    ])
    func `What the demo cannot mean is said`(times: String) throws {
        let evening = try decode(
            "{\"key\": \"k\", \"calendar\": \"e\", \"title\": \"T\", \"next\": \"friday\", \"weeks\": 0, \(times), \"about\": \"\"}")
        #expect(throws: OperatorError.self) { try evening.occurrences(from: Date()) }
    }

    private func decode(_ json: String) throws -> DemoDates.Evening {
        try JSONDecoder().decode(DemoDates.Evening.self, from: Data(json.utf8))
    }
}
