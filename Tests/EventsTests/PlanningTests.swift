import ArgumentParser
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

    @Test func `An entry is planned with a picture, which its page shows`() async throws {
        try await EventsSite.run { events async throws in
            let picture = Picture(address: "/pictures/abcdefghijklmnopqrstuv23", alternative: "The hall", width: 800, height: 600)
            let id = try await events.planning.add(
                "Ceilidh", to: try #require(Slug("evenings")), from: try #require(LocalTime("2031-06-22T18:00")),
                until: try #require(LocalTime("2031-06-22T20:00")), place: nil, picture: picture)
            let page = try await events.page("/entries/\(id)")
            #expect(page.contains("/pictures/abcdefghijklmnopqrstuv23/640.jpg\" alt=\"The hall\""))
        }
    }

    @Test(arguments: [["--picture", "hall.jpg", "--alternative", "The hall"], ["--picture", "hall.jpg", "--decoration"], []])
    func `A picture may be named with an entry`(words: [String]) throws {
        let command = try EventsApp.parseAsRoot(["add", "evenings", "Ceilidh", "2031-06-22T18:00", "2031-06-22T20:00"] + words)
        #expect(command is Add)
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
