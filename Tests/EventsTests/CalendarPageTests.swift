import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Events

struct CalendarPageTests {
    @Test func `A guest sees what is coming in one calendar`() async throws {
        try await EventsSite.run { events in
            let calendar = try await events.app.ask("/evenings")
            #expect(calendar.status == 200 && calendar.body.contains("Ceilidh") && !calendar.body.contains("seed swap"))
            #expect(PageCheck(calendar.body).faults == [])
        }
    }

    @Test func `What is over stands in no list, and its page is still there`() async throws {
        try await EventsSite.run { events in
            let past = try await events.plan("Long ago", "2020-02-03T19:00", "2020-02-03T20:00")
            #expect(!(try await events.app.ask("/evenings").body.contains("Long ago")))
            #expect(try await events.app.ask("/entries/\(past)").status == 200)
        }
    }

    @Test(arguments: [
        "/nothing", "/evenings?page=0", "/evenings?page=2", "/evenings?page=abc", "/entries/nonsense",
        "/entries/00000000-0000-0000-0000-000000000000", "/entries",
    ])
    func `An address where nothing is says so`(path: String) async throws {
        try await EventsSite.run { events in
            let page = try await events.app.ask(path)
            #expect(page.status == 404)
            #expect(PageCheck(page.body).faults == [])
        }
    }
}
