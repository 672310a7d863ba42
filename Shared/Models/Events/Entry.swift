package import FoundationEssentials

/// Something that takes place. Its start and end are local times in a zone: that is what was promised to people, also when a government
/// moves its clocks.
package struct Entry: Sendable, Codable, Equatable {
    package let id: ID<Entry>
    package let calendar: ID<EventCalendar>
    package let title: String
    package let about: SanitizedHTML
    /// Where, as people say it.
    package let place: String?
    package let start: LocalTime
    package let end: LocalTime
    /// An IANA name, `Europe/London`.
    package let zone: String
    /// The moments that ``start`` and ``end`` are, by the database's rules for ``zone``.
    package let startsAt: Date
    package let endsAt: Date
    package let picture: Picture?
    package let status: EntryStatus
    package let version: Version

    package init(
        id: ID<Entry>, calendar: ID<EventCalendar>, title: String, about: SanitizedHTML, place: String?, start: LocalTime, end: LocalTime,
        zone: String, startsAt: Date, endsAt: Date, picture: Picture? = nil, status: EntryStatus, version: Version
    ) {
        self.id = id
        self.calendar = calendar
        self.title = title
        self.about = about
        self.place = place
        self.start = start
        self.end = end
        self.zone = zone
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.picture = picture
        self.status = status
        self.version = version
    }
}

/// Whether an entry takes place.
package enum EntryStatus: String, StateMachine, Codable {
    case planned
    /// It stays visible, so that nobody comes in vain.
    case cancelled

    package static let machine = "entry"
    package static let transitions: [EntryStatus: Set<EntryStatus>] = [
        .planned: [.cancelled],
        .cancelled: [],
    ]
}
