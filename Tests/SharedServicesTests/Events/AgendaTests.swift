import FoundationEssentials
import Shared
import Testing

@Suite struct AgendaTests {
    private func day(_ text: String) throws -> Day {
        guard let day = Day(text) else { throw NoSlug(text: text) }
        return day
    }

    /// 2027-06-01T23:30 in London, when it is the second of June already in Athens.
    private let moment = Date(timeIntervalSince1970: 1_811_889_000)

    @Test func `an agenda has each day's first entries and how many there are, of all calendars or one`() async throws {
        try await withCoOp { coOp async throws in
            let (hall, field) = (try await coOp.calendar("hall"), try await coOp.calendar("field", zone: "Europe/Athens"))
            _ = try await coOp.calendar("walks")
            for hour in ["11", "10", "12"] {
                try await coOp.save(.simple("At \(hour)", in: hall, "2027-06-05T\(hour):00", "2027-06-05T\(hour):30"))
            }
            try await coOp.save(.simple("Field", in: field, "2027-06-07T10:00", "2027-06-07T12:00"))
            try await coOp.save(.simple("Outside", in: field, "2027-07-01T10:00", "2027-07-01T12:00"))
            let days = try day("2027-05-31")...day("2027-06-30")
            let all = try #require(try await coOp.calendars.agenda(of: nil, on: days, limit: 2, at: moment))
            #expect(all.calendars.map(\.name) == ["field", "hall", "walks"] && all.calendar == nil && all.zone == "Europe/London")
            #expect(all.days.map(\.day.description) == ["2027-06-05", "2027-06-07"] && all.days.map(\.total) == [3, 1])
            #expect(all.days[0].entries.map(\.title) == ["At 10", "At 11"] && all.days[1].entries.first?.calendar.slug.value == "field")
            #expect(all.today.description == "2027-06-01" && all.clockChange == 0)
            let known = try day("2027-06-05")...day("2027-07-01")
            #expect(all.known == known)
            let one = try #require(try await coOp.calendars.agenda(of: slug("field"), on: days, limit: 2, at: moment))
            #expect(one.calendar?.name == "field" && one.days.map(\.total) == [1] && one.zone == "Europe/Athens")
            #expect(one.today.description == "2027-06-02" && one.calendars.count == 3)
            #expect(try await coOp.calendars.agenda(of: slug("none"), on: days, limit: 2, at: moment) == nil)
            let none = try #require(try await coOp.calendars.agenda(of: slug("walks"), on: days, limit: 2, at: moment))
            #expect(none.days.isEmpty && none.known == nil && none.calendar?.name == "walks")
        }
    }

    @Test func `an entry is on every day that it lasts, and a night that is over by six is on its evening alone`() async throws {
        try await withCoOp { coOp async throws in
            let hall = try await coOp.calendar("hall")
            try await coOp.save(.simple("Night", in: hall, "2027-06-04T19:30", "2027-06-05T05:59"))
            try await coOp.save(.simple("Dawn", in: hall, "2027-06-04T20:00", "2027-06-05T06:00"))
            try await coOp.save(.simple("Camp", in: hall, "2027-05-30T18:00", "2027-06-03T15:00"))
            try await coOp.save(.simple("To midnight", in: hall, "2027-06-06T20:00", "2027-06-07T00:00"))
            try await coOp.save(.simple("Early", in: hall, "2027-06-08T01:00", "2027-06-08T03:00"))
            let june = try #require(
                try await coOp.calendars.agenda(of: nil, on: day("2027-06-01")...day("2027-06-30"), limit: 9, at: moment))
            #expect(
                june.days.map { "\($0.day.date.day) \($0.entries.map(\.title))" } == [
                    #"1 ["Camp"]"#, #"2 ["Camp"]"#, #"3 ["Camp"]"#, #"4 ["Night", "Dawn"]"#, #"5 ["Dawn"]"#, #"6 ["To midnight"]"#,
                    #"8 ["Early"]"#,
                ])
            let fifth = try #require(
                try await coOp.calendars.agenda(of: nil, on: day("2027-06-05")...day("2027-06-05"), limit: 9, at: moment))
            #expect(fifth.days.map { $0.entries.map(\.title) } == [["Dawn"]])
        }
    }

    @Test func `an agenda says how the clocks change in its days`() async throws {
        try await withCoOp { coOp async throws in
            _ = try await coOp.calendar("hall")
            func change(_ first: String, _ last: String) async throws -> Int? {
                try await coOp.calendars.agenda(of: nil, on: day(first)...day(last), limit: 1, at: moment)?.clockChange
            }
            #expect(try await change("2027-03-22", "2027-03-28") == 60)
            #expect(try await change("2027-03-29", "2027-04-04") == 0)
            #expect(try await change("2027-10-31", "2027-10-31") == -60)
        }
    }

    @Test func `before there is a calendar, an agenda is empty, in UTC`() async throws {
        try await withCoOp { coOp async throws in
            let agenda = try await coOp.calendars.agenda(of: nil, on: day("2027-06-01")...day("2027-06-30"), limit: 1, at: moment)
            #expect(
                agenda
                    == Agenda(calendars: [], calendar: nil, days: [], today: try day("2027-06-01"), zone: "UTC", known: nil, clockChange: 0)
            )
        }
    }

    @Test func `an entry knows those before and after it in its calendar`() async throws {
        try await withCoOp { coOp async throws in
            let (hall, field) = (try await coOp.calendar("hall"), try await coOp.calendar("field"))
            let first = try await coOp.save(.simple("First", in: hall, "2027-06-01T10:00", "2027-06-01T12:00")).id
            try await coOp.save(.simple("Elsewhere", in: field, "2027-06-02T10:00", "2027-06-02T12:00"))
            let second = try await coOp.save(.simple("Second", in: hall, "2027-06-03T10:00", "2027-06-03T12:00")).id
            let third = try await coOp.save(.simple("Third", in: hall, "2027-06-05T10:00", "2027-06-05T12:00")).id
            let detail = try #require(try await coOp.calendars.entry(second))
            #expect(detail.earlier?.id == first && detail.later?.id == third && detail.later?.title == "Third")
            #expect(try await coOp.calendars.entry(first)?.earlier == nil)
            #expect(try await coOp.calendars.entry(third)?.later == nil)
        }
    }

    @Test func `pictures and colours are saved, and read wherever they are shown`() async throws {
        try await withCoOp { coOp async throws in
            let picture = Picture(address: "/assets/pictures/candle.svg", alternative: "A candle.", width: 400, height: 300)
            let draft = CalendarDraft(of: .new, slug: try slug("hall"), name: "Hall", zone: "UTC", accent: .slate, picture: picture)
            let hall = try await coOp.save(draft).id
            let evening = EntryDraft(
                of: .new, calendar: hall, title: "Evening", start: try local("2027-06-05T19:00"), end: try local("2027-06-05T21:00"),
                picture: picture)
            let entry = try await coOp.save(evening).id
            #expect(try await coOp.calendars.entry(entry)?.entry.picture == picture)
            let summary = try await coOp.calendars.all().first
            #expect(summary?.picture == picture && summary?.accent == .slate)
            let listing = try #require(try await coOp.calendars.coming(in: nil, after: moment, PageRequest()))
            #expect(listing.entries.items.first?.picture == picture && listing.entries.items.first?.calendar.accent == .slate)
            #expect(listing.calendar == nil && listing.calendars.map(\.accent) == [.slate] && listing.entries.total == 1)
            let feed = try #require(try await coOp.calendars.feed(of: slug("hall"), after: moment, limit: 10))
            #expect(
                feed.calendar?.picture == picture && feed.entries.map(\.entry.title) == ["Evening"]
                    && feed.entries.first?.calendar == "Hall")
            #expect(try await coOp.calendars.feed(of: slug("none"), after: moment, limit: 10) == nil)
            #expect(try await coOp.calendars.feed(of: nil, after: moment, limit: 0)?.entries.isEmpty == true)
            await #expect(throws: SchedulingError.invalid(field: "picture")) {
                try await coOp.save(
                    EntryDraft(
                        of: .new, calendar: hall, title: "X", start: try local("2027-06-05T19:00"), end: try local("2027-06-05T21:00"),
                        picture: Picture(address: "")))
            }
        }
    }

    @Test func `a calendar is not called as the calendars' own addresses begin`() async throws {
        try await withCoOp { coOp async throws in
            for text in ["months", "weeks", "days", "entries", "search", "assets", "pictures"] {
                await #expect(throws: SchedulingError.slugReserved(try slug(text))) { _ = try await coOp.calendar(text) }
            }
        }
    }
}
