package import FoundationEssentials

/// Reads calendars and their entries. Cancelled entries are there, and say so.
package protocol Calendars: Sendable {
    /// Every calendar, by name.
    func all() async throws -> [CalendarSummary]
    /// A calendar and those of its entries that end after `moment`, the next first. Nil when there is no such calendar.
    func calendar(_ slug: Slug, after moment: Date, _ page: PageRequest) async throws -> CalendarDetail?
    /// An entry with its calendar. Nil when there is none.
    func entry(_ id: ID<Entry>) async throws -> EntryDetail?
    /// Entries that end after `moment`, of all calendars or of those that `container` holds; the next first; at most `limit`.
    func upcoming(after moment: Date, in container: ID<Post>?, limit: Int) async throws -> [EntrySummary]
    /// The calendars that a page holds, by name.
    func calendars(in container: ID<Post>) async throws -> [CalendarSummary]
}

/// A calendar in a list.
package struct CalendarSummary: Sendable, Codable, Equatable {
    package let id: ID<EventCalendar>
    package let slug: Slug
    package let name: String
    package let about: String
    package let version: Version

    package init(id: ID<EventCalendar>, slug: Slug, name: String, about: String, version: Version) {
        self.id = id
        self.slug = slug
        self.name = name
        self.about = about
        self.version = version
    }
}

/// A calendar and part of its entries.
package struct CalendarDetail: Sendable, Codable, Equatable {
    package let calendar: EventCalendar
    package let entries: Listing<EntrySummary>

    package init(calendar: EventCalendar, entries: Listing<EntrySummary>) {
        self.calendar = calendar
        self.entries = entries
    }
}

/// An entry in a list.
package struct EntrySummary: Sendable, Codable, Equatable {
    package let id: ID<Entry>
    package let calendar: NamedSlug
    package let title: String
    package let place: String?
    package let start: LocalTime
    package let end: LocalTime
    package let zone: String
    package let startsAt: Date
    package let endsAt: Date
    package let status: EntryStatus
    package let version: Version

    package init(
        id: ID<Entry>, calendar: NamedSlug, title: String, place: String?, start: LocalTime, end: LocalTime, zone: String, startsAt: Date,
        endsAt: Date, status: EntryStatus, version: Version
    ) {
        self.id = id
        self.calendar = calendar
        self.title = title
        self.place = place
        self.start = start
        self.end = end
        self.zone = zone
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.status = status
        self.version = version
    }
}

/// An entry in full.
package struct EntryDetail: Sendable, Codable, Equatable {
    package let entry: Entry
    package let calendar: NamedSlug

    package init(entry: Entry, calendar: NamedSlug) {
        self.entry = entry
        self.calendar = calendar
    }
}
