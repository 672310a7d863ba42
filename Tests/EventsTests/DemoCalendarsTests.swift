import Foundation
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Events

struct DemoCalendarsTests {
    @Test func `The demo is of the coming weeks, on whichever day it is loaded`() async throws {
        try await EventsSite.run { events in
            let content = DemoContent(folder: "\(repositoryRoot)/Deploy/demo")
            let dates = try content.decode(DemoDates.self, from: "events.json")
            for day in 0..<14 {
                let today = Date(timeIntervalSince1970: 1_900_000_000 + 86_400 * Double(day))
                for evening in dates.entries {
                    let times = try evening.times(from: today)
                    #expect(times.start.weekdayName.lowercased() == evening.next.rawValue)
                    #expect(times.start.date > LocalTime(day: today).date)
                    #expect(times.start < times.end)
                }
            }
            let demo = try DemoCalendars(.events(events.app.resources.database))
            #expect(try await demo.load(content, on: Date().addingTimeInterval(86_400 * 21)) == 10)
            #expect(try await demo.load(content, on: Date()) == 10)
        }
    }
}

extension LocalTime {
    fileprivate init(day: Date) {
        let day = EnglishDay(day)
        self =
            LocalTime(year: day.year, month: day.month, day: day.day, hour: 0, minute: 0) ?? { preconditionFailure("a day that is none") }()
    }
}
