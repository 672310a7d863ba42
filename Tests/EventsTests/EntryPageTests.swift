import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Events

struct EntryPageTests {
    @Test func `An entry says when it is by the clocks of its place, and for machines which moment that is`() async throws {
        try await EventsSite.run { events async throws in
            let summer = try await events.plan("Midsummer", "2031-06-21T19:30", "2031-06-22T00:30")
            let page = try await events.app.ask("/entries/\(summer)")
            #expect(page.body.contains("Saturday 21 June 2031, 19:30 until Sunday 22 June 2031, 00:30"))
            #expect(!page.body.contains("By the clocks of"))
            #expect(page.body.contains("datetime=\"2031-06-21T18:30:00Z\""))
            #expect(PageCheck(page.body).faults == [])
            let winter = try await events.plan("Midwinter", "2031-12-21T19:30", "2031-12-21T21:00")
            let other = try await events.app.ask("/entries/\(winter)")
            #expect(other.body.contains("Sunday 21 December 2031, 19:30–21:00"))
            #expect(other.body.contains("datetime=\"2031-12-21T19:30:00Z\""))
        }
    }

    @Test func `An entry has one address: its id in capitals is not there`() async throws {
        try await EventsSite.run { events async throws in
            let id = try await events.plan("Midsummer", "2031-06-21T19:30", "2031-06-22T00:30")
            #expect(try await events.app.ask("/entries/\(id)").status == 200)
            #expect(try await events.app.ask("/entries/\("\(id)".uppercased())").status == 404)
        }
    }

    @Test func `An entry that is cancelled stays, and says so`() async throws {
        try await EventsSite.run { events async throws in
            let id = try await events.plan("Rain dance", "2031-06-21T19:30", "2031-06-21T21:30")
            #expect(try await events.planning.cancel(id) == .updated)
            #expect(try await events.app.ask("/entries/\(id)").body.contains("it was cancelled"))
            #expect(try await events.app.ask("/evenings").body.contains("cancelled"))
        }
    }

    @Test(arguments: HostileNames.all)
    func `A hostile title is shown as it is, everywhere`(title: String) async throws {
        try await EventsSite.run { events async throws in
            // Titles of entries hold 200 characters.
            let title = String(title.prefix(199))
            let id = try await events.plan(title, "2031-06-21T19:30", "2031-06-21T21:30")
            for path in ["/entries/\(id)", "/evenings"] {
                let page = try await events.app.ask(path)
                #expect(page.status == 200)
                #expect(page.body.contains(("\(title)" as HTML).description))
                #expect(PageCheck(page.body).faults == [])
            }
        }
    }

    @Test func `An entry with all that one can have shows it: its picture, its zone when it is another, its neighbours and its file`()
        async throws
    {
        try await EventsSite.run { events async throws in
            try await events.plan("Before", "2031-06-01T19:30", "2031-06-01T20:30")
            try await events.plan("Elsewhere", "2031-06-10T19:30", "2031-06-10T20:30", in: "market-days")
            let id = try await events.save(
                "Call with the cousins", "2031-06-21T19:30", "2031-06-21T21:30", zone: "America/New_York", about: "<p>All of them.</p>",
                place: "The hall",
                picture: Picture(address: "/assets/pictures/evening.svg", alternative: "The hall, lit.", width: 400, height: 300))
            try await events.plan("After", "2031-07-01T19:30", "2031-07-01T20:30")
            let page = try await events.page("/entries/\(id)")
            for words in [
                "America/New_York", "datetime=\"2031-06-21T23:30:00Z\"", "alt=\"The hall, lit.\"", "All of them.", ">Before<", ">After<",
                "href=\"/entries/\(id)/entry.ics\" download", "href=\"/evenings/entries.ics\"", "property=\"og:image\"", "accent-rose",
            ] { #expect(page.contains(words), "\(words)") }
            #expect(!page.contains("Elsewhere"))
        }
    }

    @Test func `An entry of one moment in the year's last night says both years`() async throws {
        try await EventsSite.run { events async throws in
            let id = try await events.plan("New year", "2031-12-31T22:00", "2032-01-01T02:00")
            #expect(
                try await events.page("/entries/\(id)").contains("Wednesday 31 December 2031, 22:00 until Thursday 1 January 2032, 02:00"))
        }
    }
}
