import FoundationEssentials
import Shared
import Testing

@Suite struct CalendarsTests {
    @Test func `an entry has local times, and the moments that they are`() async throws {
        try await withCoOp { coOp async throws in
            let calendar = try await coOp.calendar()
            let draft = EntryDraft(
                of: .new, calendar: calendar, title: "Seed swap", about: SanitizedHTML(alreadySanitized: "<p>Bring seeds.</p>"),
                place: "The hall", start: try local("2027-06-05T10:00"), end: try local("2027-06-05T12:30"))
            let saved = try await coOp.save(draft)
            let entry = Entry(
                id: saved.id, calendar: calendar, title: "Seed swap", about: draft.about, place: "The hall", start: draft.start,
                end: draft.end, zone: "Europe/London", startsAt: Date(timeIntervalSince1970: 1_812_186_000),
                endsAt: Date(timeIntervalSince1970: 1_812_195_000), status: .planned, version: .first)
            let detail = try #require(try await coOp.calendars.entry(saved.id))
            #expect(detail.entry == entry)
            #expect(try detail.calendar == CalendarMark(slug: slug("hall"), name: "hall", accent: .rose))
            #expect(detail.siteZone == "Europe/London" && detail.earlier == nil && detail.later == nil)
            #expect(abs(detail.updatedAt.timeIntervalSinceNow) < 60)
            #expect(try await coOp.calendars.entry(ID()) == nil)
        }
    }

    @Test func `a calendar has what has not ended, the next first, part by part`() async throws {
        try await withCoOp { coOp async throws in
            let page = ID<Post>()
            let calendar = try await coOp.calendar(container: page)
            for day in ["03", "01", "02", "04"] {
                try await coOp.save(.simple("Day \(day)", in: calendar, "2027-06-\(day)T10:00", "2027-06-\(day)T12:00"))
            }
            let moment = Date(timeIntervalSince1970: 1_811_844_000)  // 2027-06-01T11:00 in London: the first is under way.
            let detail = try #require(try await coOp.calendars.coming(in: slug("hall"), after: moment, PageRequest(1, size: 2)))
            #expect(detail.calendar?.container == page && detail.calendar?.zone == "Europe/London")
            #expect(detail.entries.items.map(\.title) == ["Day 01", "Day 02"] && detail.entries.total == 4)
            let later = moment.addingTimeInterval(86_400 * 1.5)
            #expect(
                try await coOp.calendars.coming(in: slug("hall"), after: later, PageRequest())?.entries.items.map(\.title)
                    == ["Day 03", "Day 04"])
            let after = try await coOp.calendars.coming(in: slug("hall"), after: later.addingTimeInterval(86_400 * 30), PageRequest())
            #expect(after?.entries == Listing(items: [], total: 0, page: PageRequest()))
            #expect(try await coOp.calendars.coming(in: slug("none"), after: moment, PageRequest()) == nil)
        }
    }

    @Test func `what comes is of all calendars, or of those that a page holds, cancelled entries too`() async throws {
        try await withCoOp { coOp async throws in
            let page = ID<Post>()
            let (hall, field) = (try await coOp.calendar("hall", container: page), try await coOp.calendar("field"))
            let swap = try await coOp.save(.simple("Swap", in: hall, "2027-06-05T10:00", "2027-06-05T12:00")).id
            try await coOp.save(.simple("Walk", in: field, "2027-06-04T10:00", "2027-06-04T12:00"))
            try await coOp.save(.simple("Past", in: field, "2020-06-04T10:00", "2020-06-04T12:00"))
            try await coOp.cancel(swap)
            let moment = Date(timeIntervalSince1970: 1_800_000_000)
            let all = try await coOp.calendars.upcoming(after: moment, in: nil, limit: 10)
            #expect(all.map(\.title) == ["Walk", "Swap"] && all.map(\.status) == [.planned, .cancelled])
            #expect(all.first?.calendar.slug.value == "field" && all.first?.start.description == "2027-06-04T10:00")
            #expect(try await coOp.calendars.upcoming(after: moment, in: nil, limit: 1).count == 1)
            #expect(try await coOp.calendars.upcoming(after: moment, in: page, limit: 10).map(\.title) == ["Swap"])
            #expect(try await coOp.calendars.upcoming(after: moment, in: ID(), limit: 10).isEmpty)
        }
    }

    @Test func `calendars are listed by name, all of them or those that a page holds`() async throws {
        try await withCoOp { coOp async throws in
            #expect(try await coOp.calendars.all().isEmpty)
            let page = ID<Post>()
            _ = try await coOp.calendar("walks")
            let hall = try await coOp.calendar("hall", container: page)
            #expect(try await coOp.calendars.all().map(\.slug.value) == ["hall", "walks"])
            #expect(
                try await coOp.calendars.calendars(in: page)
                    == [CalendarSummary(id: hall, slug: try slug("hall"), name: "hall", about: "", version: .first)])
        }
    }
}
