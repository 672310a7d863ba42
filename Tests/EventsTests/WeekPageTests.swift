import Foundation
import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Events

struct WeekPageTests {
    @Test func `An entry stands at its half hours, one that overlaps beside it, and one that does not has the whole width`() async throws {
        try await EventsSite.run { events async throws in
            try await events.plan("Breakfast", "2031-06-21T08:00", "2031-06-21T09:00")
            try await events.plan("Dinner", "2031-06-21T19:30", "2031-06-21T21:15")
            try await events.plan("Dance", "2031-06-21T21:00", "2031-06-22T00:30", in: "market-days")
            try await events.plan("Supper", "2031-07-01T19:00", "2031-07-01T20:00")
            let page = try await events.page("/weeks/2031-W25")
            #expect(page.contains("16–22 June 2031") && page.contains("Week 25"))
            #expect(page.contains("at-0 for-2 is-alone") && page.contains("at-23 for-4 lane-0") && page.contains("at-26 for-6 lane-1"))
            #expect(page.contains("lanes-2 for-32"))
            try await events.plan("Later", "2031-07-21T08:00", "2031-07-21T09:00")
            #expect(!(try await events.page("/weeks/2031-W26").contains("Dance")))
        }
    }

    @Test func `More than three at once are the way to the others, and the sheet begins with the earliest hour`() async throws {
        try await EventsSite.run { events async throws in
            for number in 1...20 { try await events.plan("Talk \(number)", "2031-06-21T05:00", "2031-06-21T06:00") }
            let page = try await events.page("/weeks/2031-W25")
            #expect(
                page.contains("<a href=\"/days/2031-06-21\">and 17 more</a>") && page.contains("at-0 for-2 lane-2")
                    && page.contains("lanes-3 for-34"))
        }
    }

    @Test func `What lasts for days stands above the hours of each`() async throws {
        try await EventsSite.run { events async throws in
            try await events.plan("Camp", "2031-06-19T18:00", "2031-06-21T15:00")
            let page = try await events.page("/weeks/2031-W25")
            #expect(page.components(separatedBy: ">Camp<").count == 4)
            #expect(page.contains("from 18:00") && page.contains("all day") && page.contains("until 15:00"))
        }
    }

    @Test func `Weeks in which the clocks change show clock times, and say so`() async throws {
        try await EventsSite.run { events async throws in
            // London, 30 March 2031: 01:00 becomes 02:00. 26 October: 02:00 becomes 01:00.
            try await events.plan("Night walk", "2031-03-30T00:30", "2031-03-30T03:30")
            try await events.plan("Long night", "2031-10-26T00:30", "2031-10-26T03:30")
            let spring = try await events.page("/weeks/2031-W13")
            #expect(
                spring.contains("The clocks go forward an hour.") && spring.contains("at-1 for-6 is-alone")
                    && spring.contains("00:30–03:30"))
            let autumn = try await events.page("/days/2031-10-26")
            #expect(autumn.contains("The clocks go back an hour.") && autumn.contains("00:30–03:30"))
            #expect(!(try await events.page("/weeks/2031-W14").contains("The clocks go")))
        }
    }

    @Test func `The last week of a year with 53 is followed by the first of the next`() async throws {
        try await EventsSite.run { events async throws in
            try await events.plan("New year", "2033-01-01T10:00", "2033-01-01T12:00")
            try await events.plan("Pancakes", "2033-01-04T10:00", "2033-01-04T12:00")
            try await events.plan("Later", "2033-01-05T10:00", "2033-01-05T12:00")
            let page = try await events.page("/weeks/2032-W53")
            #expect(page.contains("27 December 2032 – 2 January 2033") && page.contains("New year"))
            #expect(page.contains("href=\"/weeks/2032-W52\"") && page.contains("href=\"/weeks/2033-W01\""))
        }
    }

    @Test func `An entry in another zone has its own clock's times, and says which clock`() async throws {
        try await EventsSite.run { events async throws in
            try await events.save("Call", "2031-06-20T23:30", "2031-06-21T00:30", zone: "America/New_York")
            let page = try await events.page("/weeks/2031-W25")
            #expect(page.contains("23:30–00:30, New York time"))
            #expect(try await events.page("/days/2031-06-20").contains("Call"))
        }
    }
}
