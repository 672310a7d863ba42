/// Writes calendars and entries. Every change is an activity.
package protocol Scheduling: Sendable {
    /// Saves a calendar. Throws `slugTaken`, `slugReserved`, `notFound`, `changedMeanwhile`, `unknownZone`.
    func save(_ draft: CalendarDraft, in transaction: borrowing Transaction) async throws -> Saved<EventCalendar>
    /// Saves an entry. Throws `notFound`, `changedMeanwhile`, `noSuchCalendar`, `unknownZone`, `endsBeforeStart`, `noSuchTime`.
    func save(_ draft: EntryDraft, in transaction: borrowing Transaction) async throws -> Saved<Entry>
    /// Has an entry take place at another time, in the zone that it has. Nothing changes when that is its time. Throws `notFound`,
    /// `isCancelled`, `endsBeforeStart`, `noSuchTime`.
    func move(_ entry: ID<Entry>, to start: LocalTime, until end: LocalTime, in transaction: borrowing Transaction) async throws -> Change
    /// Cancels an entry, for good. Nothing changes when it is cancelled. Throws `notFound`.
    func cancel(_ entry: ID<Entry>, in transaction: borrowing Transaction) async throws -> Change
    /// The calendar of this slug. Nil when there is none.
    func calendar(_ slug: Slug, in transaction: borrowing Transaction) async throws -> ID<EventCalendar>?
}

/// Why nothing was written. The transaction can go on, unless two took the same slug at the same moment.
package enum SchedulingError: Error, Equatable {
    case slugTaken(Slug)
    /// The calendars' own addresses begin with it (``ReservedSlugs/calendars``).
    case slugReserved(Slug)
    case notFound
    case changedMeanwhile(now: Version)
    case noSuchCalendar(ID<EventCalendar>)
    /// The database knows no zone of this name.
    case unknownZone(String)
    case endsBeforeStart
    /// A clock change skips this local time in the entry's zone.
    case noSuchTime(LocalTime)
    case isCancelled
    /// A text is too long, empty where it must not be, or holds a NUL character.
    case invalid(field: String)
}

/// What a calendar is to say.
package struct CalendarDraft: Sendable, Equatable {
    package let of: DraftOf<EventCalendar>
    package let slug: Slug
    package let name: String
    package let about: String
    package let container: ID<Post>?
    package let zone: String
    package let accent: CalendarAccent
    package let picture: Picture?

    package init(
        of: DraftOf<EventCalendar>, slug: Slug, name: String, about: String = "", container: ID<Post>? = nil, zone: String,
        accent: CalendarAccent = .rose, picture: Picture? = nil
    ) {
        self.of = of
        self.slug = slug
        self.name = name
        self.about = about
        self.container = container
        self.zone = zone
        self.accent = accent
        self.picture = picture
    }
}

/// What an entry is to say.
package struct EntryDraft: Sendable, Equatable {
    package let of: DraftOf<Entry>
    package let calendar: ID<EventCalendar>
    package let title: String
    package let about: SanitizedHTML
    package let place: String?
    package let start: LocalTime
    package let end: LocalTime
    /// Nil for the calendar's.
    package let zone: String?
    package let picture: Picture?

    package init(
        of: DraftOf<Entry>, calendar: ID<EventCalendar>, title: String, about: SanitizedHTML = .empty,
        place: String? = nil, start: LocalTime, end: LocalTime, zone: String? = nil, picture: Picture? = nil
    ) {
        self.of = of
        self.calendar = calendar
        self.title = title
        self.about = about
        self.place = place
        self.start = start
        self.end = end
        self.zone = zone
        self.picture = picture
    }
}
