import Foundation
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Events

struct PlanningTests {
    @Test func `An organiser's operator moves an entry, once`() async throws {
        try await EventsSite.run { events async throws in
            let id = try await events.plan("Movable", "2031-06-21T19:30", "2031-06-21T21:30")
            let (start, end) = (try #require(LocalTime("2031-06-22T18:00")), try #require(LocalTime("2031-06-22T20:00")))
            #expect(try await events.planning.move(id, to: start, until: end) == .updated)
            #expect(try await events.planning.move(id, to: start, until: end) == .unchanged)
            #expect(try await events.app.ask("/entries/\(id)").body.contains("Sunday 22 June 2031, 18:00–20:00"))
        }
    }

    @Test func `What cannot be done is said in one line`() async throws {
        try await EventsSite.run { events async throws in
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
}
