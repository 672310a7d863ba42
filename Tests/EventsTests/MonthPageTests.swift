import Foundation
import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Events

struct MonthPageTests {
    @Test func `A month is a table of whole weeks from Monday, with what is on in its days`() async throws {
        try await EventsSite.run { events async throws in
            let (today, month) = (try await events.today, Month(of: try await events.today))
            try await events.plan("Ceilidh", "\(today)T19:30", "\(today + 1)T00:30")
            try await events.plan("Market", "\(today)T08:00", "\(today)T16:00", in: "market-days")
            let page = try await events.page("/months/\(month)")
            #expect(page.contains("<caption") && page.components(separatedBy: "<th scope=\"col\">").count == 8)
            #expect(page.components(separatedBy: "<td ").count - 1 == month.wholeWeeks.count && month.wholeWeeks.count % 7 == 0)
            #expect(page.contains("aria-current=\"date\" aria-label=\"\(today.date.day) "))
            #expect(page.contains("2 entries\"") && page.contains("<span class=\"month-clock\">19:30</span> Ceilidh"))
            let evenings = try await events.page("/evenings/months/\(month)")
            #expect(evenings.contains("Ceilidh") && !evenings.contains("> Market<") && evenings.contains("Evenings and workshops"))
        }
    }

    @Test func `A night belongs to the day on which it begins, and what lasts for days is on each of them`() async throws {
        try await EventsSite.run { events async throws in
            try await events.plan("Ceilidh", "2031-01-31T19:30", "2031-02-01T00:30")
            try await events.plan("Camp", "2030-12-30T18:00", "2031-01-02T15:00")
            let january = try await events.page("/months/2031-01")
            #expect(january.contains("19:30–00:30") && january.contains("until 15:00") && january.contains("all day"))
            #expect(!(try await events.page("/days/2031-02-01").contains("Ceilidh")))
            #expect(try await events.page("/days/2031-01-01").contains("all day"))
            #expect(try await events.page("/days/2030-12-30").contains("from 18:00"))
            #expect(!(try await events.page("/days/2031-01-03").contains("Camp")))
            // 2030-12-30 and 31 stand in January's first week, and in no other month's own list.
            #expect(january.contains("is-outside"))
            #expect(try await events.page("/months/2030-12").contains("from 18:00"))
        }
    }

    @Test func `Twenty on a day are three and the way to the others`() async throws {
        try await EventsSite.run { events async throws in
            for hour in 0..<20 {
                try await events.plan(
                    "Talk \(hour)", "2031-03-05T\(hour < 10 ? "0" : "")\(hour):00", "2031-03-05T\(hour < 10 ? "0" : "")\(hour):50")
            }
            #expect(try await events.page("/months/2031-03").contains("<a href=\"/days/2031-03-05\">and 17 more</a>"))
            #expect(try await events.page("/evenings/months/2031-03").contains("<a href=\"/evenings/days/2031-03-05\">and 17 more</a>"))
            let day = try await events.page("/days/2031-03-05")
            #expect((0..<20).allSatisfy { day.contains(">Talk \($0)<") })
        }
    }

    @Test func `A month's days one under another begin with today, and those that are over are one tap away`() async throws {
        let (june, day) = (try #require(Month(year: 2031, number: 6)), Self.day)
        let present = try Self.list(of: june, on: [3, 9, 21, 30], today: day(9))
        let parts = present.components(separatedBy: "</details>")
        try #require(parts.count == 2)
        #expect(parts[0].contains("<summary>Before today <span class=\"count\">1 day</span></summary>") && parts[0].contains("2031-06-03"))
        #expect(["09", "21", "30"].allSatisfy { parts[1].contains("datetime=\"2031-06-\($0)\"") && !parts[0].contains("2031-06-\($0)") })
        #expect(parts[1].contains("<em>today</em>") && !parts[1].contains("2031-06-03"))
        let ending = try Self.list(of: june, on: [3, 9], today: day(10))
        #expect(ending.contains("2 days</span>") && ending.contains("Nothing more is planned in June 2031."))
        #expect(ending.contains("href=\"/entries\""))
        // Nothing is over on the month's first day, and of another month nobody asks what is.
        for today in [try day(1), try day(1) - 1, try day(30) + 1] {
            let whole = try Self.list(of: june, on: [3, 9], today: today)
            #expect(!whole.contains("<details") && !whole.contains("Nothing more") && whole.contains("2031-06-03"), "\(today)")
        }
    }

    @Test func `A cell's link says in whole what the cell shows in three lines`() async throws {
        try await EventsSite.run { events async throws in
            let title = "A long evening of \(String(repeating: "very ", count: 20))\"quiet\" songs"
            let id = try await events.plan(title, "2031-06-21T19:30", "2031-06-21T21:30")
            _ = try await events.planning.cancel(try await events.plan("Rain dance", "2031-06-22T19:30", "2031-06-22T21:30"))
            let page = try await events.page("/months/2031-06")
            #expect(page.contains("<a href=\"/entries/\(id)\" title=\"19:30 \("\(title)" as HTML)\">"))
            #expect(page.contains("title=\"19:30 Rain dance cancelled\">"))
        }
    }

    /// A day of June 2031.
    private static func day(_ number: Int) throws -> Day { try #require(Day(year: 2031, month: 6, day: number)) }

    /// What stands below the table of a month that has something on these days.
    private static func list(of month: Month, on days: [Int], today: Day) throws -> String {
        let agenda = Agenda(
            calendars: [], calendar: nil, days: try days.map { AgendaDay(day: try day($0), entries: [], total: 1) }, today: today,
            zone: "Europe/London", known: nil, clockChange: 0)
        return MonthList(view: .month(month), days: agenda.days, agenda: agenda, site: .test).body.description
    }

    @Test func `What is cancelled is struck through and says so, in every view`() async throws {
        try await EventsSite.run { events async throws in
            let id = try await events.plan("Rain dance", "2031-06-21T19:30", "2031-06-21T21:30")
            _ = try await events.planning.cancel(id)
            for path in ["/months/2031-06", "/weeks/2031-W25", "/days/2031-06-21", "/entries", "/evenings"] {
                let page = try await events.page(path)
                #expect(page.contains("<s>Rain dance</s>") && page.contains(">cancelled<"), "\(path)")
            }
        }
    }

    @Test func `A month with nothing in it says so and leads on, and is not for search engines`() async throws {
        try await EventsSite.run { events async throws in
            let month = Month(of: try await events.today) + 2
            try await events.plan("Swap", "\(month.firstDay + 3)T10:00", "\(month.firstDay + 3)T12:00")
            let empty = try await events.page("/months/\(month - 1)")
            #expect(empty.contains("Nothing is planned in") && empty.contains("href=\"/entries\"") && empty.contains("noindex"))
            #expect(!(try await events.page("/months/\(month)").contains("noindex")))
            #expect(try await events.page("/market-days/months/\(month)").contains("Not in “Market days”, at least."))
            #expect(try await events.page("/days/\(month.firstDay + 3)").contains("noindex"))
            #expect(try await events.page("/weeks/\(Week(of: month.firstDay + 3))").contains("noindex"))
        }
    }

    @Test func `Whoever turns pages comes to an end, a year ahead or after the last entry`() async throws {
        try await EventsSite.run { events async throws in
            let month = Month(of: try await events.today)
            #expect(!(try await events.page("/months/\(month)").contains("id=\"earlier\"")))
            #expect(!(try await events.page("/months/\(month + 12)").contains("id=\"later\"")))
            #expect(try await events.app.ask("/months/\(month - 1)").status == 404)
            #expect(try await events.app.ask("/months/\(month + 13)").status == 404)
            try await events.plan("Far", "\((month + 20).firstDay)T10:00", "\((month + 20).firstDay)T12:00")
            try await events.plan("Past", "\((month - 20).firstDay)T10:00", "\((month - 20).firstDay)T12:00")
            #expect(try await events.page("/months/\(month + 20)").contains("noindex"))
            #expect(try await events.page("/months/\(month - 20)").contains("Past"))
            #expect(try await events.app.ask("/months/\(month - 21)").status == 404)
            try await events.plan("Never", "9000-01-01T10:00", "9000-01-01T12:00")
            #expect(try await events.app.ask("/months/9000-01").status == 404)
        }
    }

    @Test func `Addresses without a time lead to the present`() async throws {
        try await EventsSite.run { events async throws in
            let today = try await events.today
            for (path, place) in [
                ("/months", "/months/\(Month(of: today))"), ("/weeks", "/weeks/\(Week(of: today))"), ("/days", "/days/\(today)"),
                ("/evenings/months", "/evenings/months/\(Month(of: today))"),
            ] {
                let answer = try await events.app.ask(path)
                #expect(answer.status == 302 && answer.headers[.location] == place)
            }
        }
    }

    @Test(arguments: HostileNames.all)
    func `A hostile title is shown as it is, in every view`(title: String) async throws {
        try await EventsSite.run { events async throws in
            let title = String(title.prefix(199))
            try await events.plan(title, "2031-06-21T19:30", "2031-06-21T21:30")
            for path in ["/months/2031-06", "/weeks/2031-W25", "/days/2031-06-21", "/entries", "/"] {
                let page = try await events.page(path)
                #expect(page.contains(("\(title)" as HTML).description), "\(path)")
            }
        }
    }
}
