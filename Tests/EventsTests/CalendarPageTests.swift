import Shared
import SharedHTML
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Events

struct CalendarPageTests {
    @Test func `A reader sees what is coming in one calendar, or in all, by months and days`() async throws {
        try await EventsSite.run { events async throws in
            try await events.plan("Ceilidh", "2031-06-20T19:30", "2031-06-21T00:30")
            try await events.plan("Seed swap", "2031-07-05T10:00", "2031-07-05T12:00", in: "market-days")
            let calendar = try await events.page("/evenings")
            #expect(calendar.contains("Ceilidh") && !calendar.contains("Seed swap") && calendar.contains("19:30–00:30"))
            let all = try await events.page("/entries")
            #expect(all.contains("<h2>June 2031</h2>") && all.contains("<h2>July 2031</h2>"))
            #expect(all.firstRange(of: "Ceilidh")!.lowerBound < all.firstRange(of: "Seed swap")!.lowerBound)
        }
    }

    @Test func `Thousands of entries are as many pages, each one query`() async throws {
        try await EventsSite.run { events async throws in
            try await events.app.resources.database.query(
                """
                insert into events.entries (id, calendar_id, title, local_start, local_end, zone)
                select gen_random_uuid(), c.id, 'Entry ' || n, timestamp '2031-01-01 10:00' + n * interval '1 hour',
                    timestamp '2031-01-01 11:30' + n * interval '1 hour', c.zone
                from generate_series(1, 5000) n, events.calendars c where c.slug = 'evenings' and extract(hour from n * interval '1 hour' + timestamp '2031-01-01 10:00') > 3
                """)
            let page = try await events.page("/evenings?page=3")
            #expect(page.contains("Page 3 of ") && page.contains("rel=\"prev\"") && page.contains("rel=\"next\""))
            #expect(try await events.page("/months/2031-05").contains("and 17 more"))
        }
    }

    @Test func `What is over stands in no list, and its page is still there`() async throws {
        try await EventsSite.run { events async throws in
            let past = try await events.plan("Long ago", "2020-02-03T19:00", "2020-02-03T20:00")
            #expect(!(try await events.app.ask("/evenings").body.contains("Long ago")))
            #expect(try await events.app.ask("/entries/\(past)").status == 200)
        }
    }

    @Test(arguments: [
        "/nothing", "/evenings?page=0", "/evenings?page=2", "/evenings?page=abc", "/entries/nonsense",
        "/entries/00000000-0000-0000-0000-000000000000", "/entries/00000000-0000-0000-0000-000000000000/entry.ics", "/nothing/entries.ics",
        "/months/2026-13", "/months/2026-1", "/months/abc", "/weeks/2026-W54", "/weeks/2027-W53", "/weeks/2026-w48", "/days/2027-02-29",
        "/days/2027-2-1", "/nothing/months/2026-11", "/nothing/months", "/months/0001-01", "/weeks/0001-W01", "/days/9999-12-31",
        "/months/9999-12", "/weeks/9999-W52", "/evenings/months/1999-01",
    ])
    func `An address where nothing is says so`(path: String) async throws {
        try await EventsSite.run { events async throws in
            let page = try await events.app.ask(path)
            #expect(page.status == 404)
            #expect(PageCheck(page.body).faults == [])
        }
    }
}
