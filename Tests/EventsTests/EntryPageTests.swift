import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Events

struct EntryPageTests {
    @Test func `An entry says when it is by the clocks of its place, and for machines which moment that is`() async throws {
        try await EventsSite.run { events in
            let summer = try await events.plan("Midsummer", "2031-06-21T19:30", "2031-06-22T00:30")
            let page = try await events.app.ask("/entries/\(summer)")
            #expect(page.body.contains("Saturday 21 June 2031, 19:30 until Sunday 22 June 2031, 00:30"))
            #expect(page.body.contains("Europe/London"))
            #expect(page.body.contains("datetime=\"2031-06-21T18:30:00Z\""))
            #expect(PageCheck(page.body).faults == [])
            let winter = try await events.plan("Midwinter", "2031-12-21T19:30", "2031-12-21T21:00")
            let other = try await events.app.ask("/entries/\(winter)")
            #expect(other.body.contains("Sunday 21 December 2031, 19:30–21:00"))
            #expect(other.body.contains("datetime=\"2031-12-21T19:30:00Z\""))
        }
    }

    @Test func `An entry has one address: its id in capitals is not there`() async throws {
        try await EventsSite.run { events in
            let id = try await events.plan("Midsummer", "2031-06-21T19:30", "2031-06-22T00:30")
            #expect(try await events.app.ask("/entries/\(id)").status == 200)
            #expect(try await events.app.ask("/entries/\("\(id)".uppercased())").status == 404)
        }
    }

    @Test func `An entry that is cancelled stays, and says so`() async throws {
        try await EventsSite.run { events in
            let id = try await events.plan("Rain dance", "2031-06-21T19:30", "2031-06-21T21:30")
            #expect(try await events.planning.cancel(id) == .updated)
            #expect(try await events.app.ask("/entries/\(id)").body.contains("it was cancelled"))
            #expect(try await events.app.ask("/evenings").body.contains("cancelled"))
        }
    }

    @Test(arguments: HostileNames.all)
    func `A hostile title is shown as it is, everywhere`(title: String) async throws {
        try await EventsSite.run { events in
            // Titles of entries hold 200 characters.
            let title = String(title.prefix(199))
            let id = try await events.plan(title, "2031-06-21T19:30", "2031-06-21T21:30")
            for path in ["/entries/\(id)", "/evenings"] {
                let page = try await events.app.ask(path)
                #expect(page.status == 200)
                #expect(page.body.contains(("\(title)" as HTML).description))
                #expect(!page.body.contains("<script"))
                #expect(PageCheck(page.body).faults == [])
            }
        }
    }
}
