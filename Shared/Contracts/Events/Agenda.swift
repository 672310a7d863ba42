/// What is on in some days, by the clocks of the places where it takes place.
package struct Agenda: Sendable, Codable, Equatable {
    /// Every calendar, by name.
    package let calendars: [CalendarMark]
    /// The one that was asked for; nil for all.
    package let calendar: CalendarMark?
    /// The days on which something is, in order.
    package let days: [AgendaDay]
    /// The day that it is at the moment by the clocks of ``zone``.
    package let today: Day
    /// The calendar's zone, or the one that most calendars have.
    package let zone: String
    /// From the first day of which an entry is known to the last; nil without entries.
    package let known: ClosedRange<Day>?
    /// By how many minutes the clocks of ``zone`` go forward in these days; below 0: back.
    package let clockChange: Int

    package init(
        calendars: [CalendarMark], calendar: CalendarMark?, days: [AgendaDay], today: Day, zone: String, known: ClosedRange<Day>?,
        clockChange: Int
    ) {
        self.calendars = calendars
        self.calendar = calendar
        self.days = days
        self.today = today
        self.zone = zone
        self.known = known
        self.clockChange = clockChange
    }
}

/// A day of an ``Agenda``. An entry is on every day from its first to its last; a night that is over by six in the morning belongs to the
/// evening before.
package struct AgendaDay: Sendable, Codable, Equatable {
    package let day: Day
    /// The first of them: those that began before, then by when they begin.
    package let entries: [EntrySummary]
    /// How many there are.
    package let total: Int

    package init(day: Day, entries: [EntrySummary], total: Int) {
        self.day = day
        self.entries = entries
        self.total = total
    }
}
