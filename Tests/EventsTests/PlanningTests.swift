import Foundation
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Events

struct PlanningTests {
    @Test func `An organiser's operator moves an entry, once`() async throws {
        try await EventsSite.run { events in
            let id = try await events.plan("Movable", "2031-06-21T19:30", "2031-06-21T21:30")
            let (start, end) = (try #require(LocalTime("2031-06-22T18:00")), try #require(LocalTime("2031-06-22T20:00")))
            #expect(try await events.planning.move(id, to: start, until: end) == .updated)
            #expect(try await events.planning.move(id, to: start, until: end) == .unchanged)
            #expect(try await events.app.ask("/entries/\(id)").body.contains("Sunday 22 June 2031, 18:00–20:00"))
        }
    }

    @Test func `What cannot be done is said in one line`() async throws {
        try await EventsSite.run { events in
            let planning = try events.planning
            let (start, end) = (try #require(LocalTime("2031-06-22T18:00")), try #require(LocalTime("2031-06-22T20:00")))
            await #expect(throws: OperatorError("there is no such entry")) { try await planning.move(ID(), to: start, until: end) }
            await #expect(throws: OperatorError("it would end before it starts")) {
                try await events.plan("X", "2031-06-22T18:00", "2031-06-22T17:00")
            }
            await #expect(throws: OperatorError("the clocks skip 2031-03-30T01:30 there")) {
                try await events.plan("X", "2031-03-30T01:30", "2031-03-30T03:00")
            }
        }
    }

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
