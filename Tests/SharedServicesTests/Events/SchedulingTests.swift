import FoundationEssentials
import Shared
import Testing

@Suite struct SchedulingTests {
    @Test func `an entry is moved, and its activity says which pages show it`() async throws {
        try await withCoOp { coOp async throws in
            let page = ID<Post>()
            let calendar = try await coOp.calendar(container: page)
            let entry = try await coOp.save(.simple("Swap", in: calendar, "2027-06-05T10:00", "2027-06-05T12:00")).id
            #expect(try await coOp.move(entry, to: "2027-06-06T10:00", until: "2027-06-06T12:00") == .updated)
            #expect(try await coOp.move(entry, to: "2027-06-06T10:00", until: "2027-06-06T12:00") == .unchanged)
            let moved = try await coOp.calendars.entry(entry)?.entry
            #expect(moved?.start.description == "2027-06-06T10:00" && moved?.version == Version(2))
            #expect(try await coOp.kinds(of: .entry(entry)) == [.entryAdded, .entryMoved])
            let activity = try await coOp.activities.history(of: .entry(entry), limit: 1).first
            #expect(activity?.facts.related == [.calendar(calendar), .post(page)] && activity?.facts.title == "Swap")
        }
    }

    @Test func `a local time that a clock change skips is no time, and one that it repeats is one`() async throws {
        try await withCoOp { coOp async throws in
            let calendar = try await coOp.calendar()
            let skipped = try local("2027-03-28T01:30")
            await #expect(throws: SchedulingError.noSuchTime(skipped)) {
                try await coOp.save(.simple("Night", in: calendar, "2027-03-28T01:30", "2027-03-28T03:00"))
            }
            await #expect(throws: SchedulingError.noSuchTime(skipped)) {
                try await coOp.save(.simple("Night", in: calendar, "2027-03-28T00:30", "2027-03-28T01:30"))
            }
            // In Athens the same clock time exists, and 01:30 in October exists twice in London.
            try await coOp.save(.simple("Night", in: calendar, "2027-03-28T01:30", "2027-03-28T02:30", zone: "Europe/Athens"))
            let entry = try await coOp.save(.simple("Night", in: calendar, "2027-10-31T00:30", "2027-10-31T01:30")).id
            let night = try #require(try await coOp.calendars.entry(entry)).entry
            #expect([3600, 7200].contains(night.endsAt.timeIntervalSince(night.startsAt)))
            await #expect(throws: SchedulingError.noSuchTime(skipped)) {
                try await coOp.move(entry, to: "2027-03-28T01:30", until: "2027-03-28T04:00")
            }
        }
    }

    @Test func `an entry ends after it starts, by the clock of its zone`() async throws {
        try await withCoOp { coOp async throws in
            let calendar = try await coOp.calendar()
            for end in ["2027-06-05T10:00", "2027-06-05T09:00"] {
                await #expect(throws: SchedulingError.endsBeforeStart) {
                    try await coOp.save(.simple("Swap", in: calendar, "2027-06-05T10:00", end))
                }
            }
        }
    }

    @Test(arguments: ["Nowhere/Land", "BST", "FOO3", "UTC+3", "", "Europe/London; drop", "europe/london"])
    func `what is no zone of the IANA database is refused`(zone: String) async throws {
        try await withCoOp { coOp async throws in
            let calendar = try await coOp.calendar()
            let expected = zone.isEmpty ? SchedulingError.invalid(field: "zone") : .unknownZone(zone)
            await #expect(throws: expected) { _ = try await coOp.calendar("other", zone: zone) }
            await #expect(throws: expected) {
                try await coOp.save(.simple("Swap", in: calendar, "2027-06-05T10:00", "2027-06-05T12:00", zone: zone))
            }
        }
    }

    @Test func `a cancelled entry stays, cancelled once, and moves no more`() async throws {
        try await withCoOp { coOp async throws in
            let calendar = try await coOp.calendar()
            let entry = try await coOp.save(.simple("Swap", in: calendar, "2027-06-05T10:00", "2027-06-05T12:00")).id
            #expect(try await coOp.cancel(entry) == .updated)
            #expect(try await coOp.cancel(entry) == .unchanged)
            #expect(try await coOp.calendars.entry(entry)?.entry.status == .cancelled)
            await #expect(throws: SchedulingError.isCancelled) {
                try await coOp.move(entry, to: "2027-06-06T10:00", until: "2027-06-06T12:00")
            }
            await #expect(throws: SchedulingError.notFound) { try await coOp.cancel(ID()) }
            await #expect(throws: SchedulingError.notFound) {
                try await coOp.move(ID(), to: "2027-06-06T10:00", until: "2027-06-06T12:00")
            }
            #expect(try await coOp.kinds(of: .entry(entry)) == [.entryAdded, .entryCancelled])
        }
    }

    @Test func `saving again changes nothing, and says whether what changed is the time`() async throws {
        try await withCoOp { coOp async throws in
            let demo = DraftOf<Entry>.imported(ExternalReference(system: "demo", key: "swap"))
            let (hall, field) = (try await coOp.calendar("hall"), try await coOp.calendar("field"))
            let draft = try EntryDraft.simple("Swap", of: demo, in: hall, "2027-06-05T10:00", "2027-06-05T12:00")
            let entry = try await coOp.save(draft)
            #expect(try await coOp.save(draft) == Saved(id: entry.id, version: .first, change: .unchanged))
            try await coOp.save(.simple("Seed swap", of: demo, in: hall, "2027-06-05T10:00", "2027-06-05T12:00"))
            try await coOp.save(.simple("Seed swap", of: demo, in: hall, "2027-06-05T11:00", "2027-06-05T12:00"))
            try await coOp.save(.simple("Seed swap", of: demo, in: field, "2027-06-05T11:00", "2027-06-05T12:00"))
            #expect(try await coOp.kinds(of: .entry(entry.id)) == [.entryAdded, .entryChanged, .entryMoved, .entryMoved])
            #expect(
                try await coOp.activities.history(of: .entry(entry.id), limit: 1).first?.facts.related == [
                    .calendar(field), .calendar(hall),
                ])
            await #expect(throws: SchedulingError.changedMeanwhile(now: Version(4))) {
                try await coOp.save(
                    .simple("Swap", of: .existing(entry.id, basedOn: .first), in: hall, "2027-06-05T10:00", "2027-06-05T12:00"))
            }
            let nowhere = ID<EventCalendar>()
            await #expect(throws: SchedulingError.noSuchCalendar(nowhere)) {
                try await coOp.save(.simple("Swap", in: nowhere, "2027-06-05T10:00", "2027-06-05T12:00"))
            }
            await #expect(throws: SchedulingError.notFound) {
                try await coOp.save(.simple("Swap", of: .existing(ID()), in: hall, "2027-06-05T10:00", "2027-06-05T12:00"))
            }
        }
    }

    @Test func `calendars keep their slugs apart`() async throws {
        try await withCoOp { coOp async throws in
            let hall = try await coOp.calendar("hall")
            _ = try await coOp.calendar("field")
            await #expect(throws: SchedulingError.slugTaken(try slug("field"))) {
                try await coOp.save(CalendarDraft(of: .existing(hall), slug: try slug("field"), name: "Hall", zone: "Europe/London"))
            }
            await #expect(throws: SchedulingError.slugTaken(try slug("field"))) { _ = try await coOp.calendar("field") }
            let page = ID<Post>()
            let moved = CalendarDraft(of: .existing(hall), slug: try slug("halls"), name: "Halls", container: page, zone: "UTC")
            #expect(try await coOp.save(moved).change == .updated)
            #expect(try await coOp.save(moved).change == .unchanged)
            let activity = try await coOp.activities.history(of: .calendar(hall), limit: 1).first
            #expect(activity?.kind == .calendarChanged && activity?.facts.previousSlug?.value == "hall")
            #expect(activity?.facts.related == [.post(page)])
            try await coOp.inTransaction { (transaction: borrowing Transaction) async throws in
                #expect(try await coOp.scheduling.calendar(slug("halls"), in: transaction) == hall)
                #expect(try await coOp.scheduling.calendar(slug("hall"), in: transaction) == nil)
            }
        }
    }
}
