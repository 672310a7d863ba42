import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Events

struct FrontPageTests {
    @Test func `A reader sees what is next, what comes after it, the calendars, and the ways to them`() async throws {
        try await EventsSite.run { events async throws in
            let today = try await events.today
            let tomorrow = today + 1
            try await events.save(
                "Lights off", "\(tomorrow)T19:00", "\(tomorrow)T21:30",
                picture: Picture(address: "/assets/pictures/candle.svg", alternative: "A candle."))
            for week in 1...12 {
                try await events.plan("Market \(week)", "\(tomorrow + 7 * week)T08:00", "\(tomorrow + 7 * week)T16:00", in: "market-days")
            }
            let page = try await events.page("/")
            #expect(
                page.contains("Tomorrow") && page.contains("alt=\"A candle.\"") && page.contains("Market 8") && !page.contains("Market 9"))
            #expect(page.contains("All 13") && page.contains("All about orchard-year."))
            let evenings: Slug = try #require(Slug("evenings"))
            for link in [
                EventsPaths.month(Month(of: today)), EventsPaths.week(Week(of: today)), EventsPaths.list(), EventsPaths.feed(),
                EventsPaths.feed(of: evenings),
            ] {
                #expect(page.contains(link.value))
                #expect(try await events.app.ask(link.value).status == 200)
            }
        }
    }

    @Test func `What is cancelled does not open the page, and stands in its list`() async throws {
        try await EventsSite.run { events async throws in
            let tomorrow = try await events.today + 1
            let id = try await events.plan("Rain dance", "\(tomorrow)T19:00", "\(tomorrow)T21:30")
            _ = try await events.planning.cancel(id)
            try await events.plan("Ceilidh", "\(tomorrow + 1)T19:00", "\(tomorrow + 2)T00:30")
            let page = try await events.page("/")
            #expect(page.contains("<h2 id=\"next\"><a href=\"/entries/") && page.contains("<s>Rain dance</s>"))
            #expect(page.firstRange(of: "Ceilidh")!.lowerBound < page.firstRange(of: "Rain dance")!.lowerBound)
        }
    }

    @Test func `Before there is a calendar, the front page says what to do meanwhile`() async throws {
        try await EventsSite.run(from: .migrated) { events async throws in
            #expect(try await events.page("/").contains("No calendar yet"))
            #expect(try await events.page("/entries").contains("Nothing is planned"))
            #expect(try await events.page("/months/\(Month(of: try await events.today))").contains("Nothing is planned in"))
        }
    }

    @Test func `Calendars with nothing in them say so`() async throws {
        try await EventsSite.run { events async throws in
            #expect(try await events.page("/").contains("Nothing is planned at the moment"))
            #expect(try await events.page("/evenings").contains("Nothing is planned here"))
        }
    }
}
