package import FoundationEssentials

/// An entry in a list.
package struct EntrySummary: Sendable, Codable, Equatable {
    package let id: ID<Entry>
    package let calendar: CalendarMark
    package let title: String
    package let place: String?
    package let start: LocalTime
    package let end: LocalTime
    package let zone: String
    package let startsAt: Date
    package let endsAt: Date
    package let picture: Picture?
    package let status: EntryStatus
    package let version: Version

    package init(
        id: ID<Entry>, calendar: CalendarMark, title: String, place: String?, start: LocalTime, end: LocalTime, zone: String,
        startsAt: Date, endsAt: Date, picture: Picture? = nil, status: EntryStatus, version: Version
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
        self.picture = picture
        self.status = status
        self.version = version
    }
}

/// An entry in full.
package struct EntryDetail: Sendable, Codable, Equatable {
    package let entry: Entry
    package let calendar: CalendarMark
    /// The zone that most calendars have.
    package let siteZone: String
    /// When it was last changed.
    package let updatedAt: Date
    /// Those in its calendar that begin next before and after it.
    package let earlier: EntryNeighbour?
    package let later: EntryNeighbour?

    package init(
        entry: Entry, calendar: CalendarMark, siteZone: String, updatedAt: Date, earlier: EntryNeighbour?, later: EntryNeighbour?
    ) {
        self.entry = entry
        self.calendar = calendar
        self.siteZone = siteZone
        self.updatedAt = updatedAt
        self.earlier = earlier
        self.later = later
    }
}

/// An entry as another one says it.
package struct EntryNeighbour: Sendable, Codable, Equatable {
    package let id: ID<Entry>
    package let title: String
    package let start: LocalTime
    package let status: EntryStatus

    package init(id: ID<Entry>, title: String, start: LocalTime, status: EntryStatus) {
        self.id = id
        self.title = title
        self.start = start
        self.status = status
    }
}
