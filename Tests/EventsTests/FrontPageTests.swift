import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Events

struct FrontPageTests {
    @Test func `A guest sees what is coming in all calendars`() async throws {
        try await EventsSite.run { events in
            let page = try await events.app.ask("/")
            #expect(page.status == 200 && page.body.contains("Lights off") && page.body.contains("Market days"))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test func `Before there is a calendar, the front page says what to do meanwhile`() async throws {
        try await EventsSite.run(from: .migrated) { events in
            let page = try await events.app.ask("/")
            #expect(page.status == 200 && page.body.contains("No calendar yet"))
            #expect(PageCheck(page.body).faults == [])
        }
    }
}
