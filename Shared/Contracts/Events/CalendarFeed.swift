package import FoundationEssentials

/// A calendar's entries as other people's calendars take them.
package struct CalendarFeed: Sendable, Codable, Equatable {
    /// Nil for all calendars.
    package let calendar: EventCalendar?
    package let entries: [FeedEntry]

    package init(calendar: EventCalendar?, entries: [FeedEntry]) {
        self.calendar = calendar
        self.entries = entries
    }
}

/// One entry of a ``CalendarFeed``.
package struct FeedEntry: Sendable, Codable, Equatable {
    package let entry: Entry
    /// Its calendar's name.
    package let calendar: String
    package let updatedAt: Date

    package init(entry: Entry, calendar: String, updatedAt: Date) {
        self.entry = entry
        self.calendar = calendar
        self.updatedAt = updatedAt
    }
}
