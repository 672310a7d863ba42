/// Part of the entries that are coming, in one calendar or in all.
package struct ComingListing: Sendable, Codable, Equatable {
    /// Every calendar, by name.
    package let calendars: [CalendarMark]
    /// The one that was asked for; nil for all.
    package let calendar: EventCalendar?
    package let entries: Listing<EntrySummary>
    /// The day that it is by the clocks of the calendar's zone, or of the one that most calendars have.
    package let today: Day

    package init(calendars: [CalendarMark], calendar: EventCalendar?, entries: Listing<EntrySummary>, today: Day) {
        self.calendars = calendars
        self.calendar = calendar
        self.entries = entries
        self.today = today
    }
}
