package import FoundationEssentials

/// Reads calendars and their entries. Cancelled entries are there, and say so.
package protocol Calendars: Sendable {
    /// Every calendar, by name.
    func all() async throws -> [CalendarSummary]
    /// The calendars that a page holds, by name.
    func calendars(in container: ID<Post>) async throws -> [CalendarSummary]
    /// Entries that end after `moment`, of all calendars or of those that `container` holds; the next first; at most `limit`.
    func upcoming(after moment: Date, in container: ID<Post>?, limit: Int) async throws -> [EntrySummary]
    /// Entries that end after `moment`, of the calendar or of all; the next first. Nil when there is no such calendar.
    func coming(in calendar: Slug?, after moment: Date, _ page: PageRequest) async throws -> ComingListing?
    /// What is on those days, of the calendar or of all, seen at `moment`: at most `limit` entries of each day. Nil when there is no such
    /// calendar.
    func agenda(of calendar: Slug?, on days: ClosedRange<Day>, limit: Int, at moment: Date) async throws -> Agenda?
    /// An entry with its calendar and its neighbours there. Nil when there is none.
    func entry(_ id: ID<Entry>) async throws -> EntryDetail?
    /// Entries that end after `moment` in full, of the calendar or of all, the next first, for other people's calendars; at most `limit`. Nil
    /// when there is no such calendar.
    func feed(of calendar: Slug?, after moment: Date, limit: Int) async throws -> CalendarFeed?
}

/// A calendar in a list.
package struct CalendarSummary: Sendable, Codable, Equatable {
    package let id: ID<EventCalendar>
    package let slug: Slug
    package let name: String
    package let about: String
    package let accent: CalendarAccent
    package let picture: Picture?
    package let version: Version

    package init(
        id: ID<EventCalendar>, slug: Slug, name: String, about: String, accent: CalendarAccent = .rose, picture: Picture? = nil,
        version: Version
    ) {
        self.id = id
        self.slug = slug
        self.name = name
        self.about = about
        self.accent = accent
        self.picture = picture
        self.version = version
    }

    package var mark: CalendarMark { CalendarMark(slug: slug, name: name, accent: accent) }
}

/// What tells a calendar from the others beside one of its entries.
package struct CalendarMark: Sendable, Codable, Hashable {
    package let slug: Slug
    package let name: String
    package let accent: CalendarAccent

    package init(slug: Slug, name: String, accent: CalendarAccent) {
        self.slug = slug
        self.name = name
        self.accent = accent
    }
}

extension EventCalendar {
    package var mark: CalendarMark { CalendarMark(slug: slug, name: name, accent: accent) }
}
