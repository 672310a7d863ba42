package import Shared
package import SharedHTML

/// The addresses of the calendars. What shows days has one address for each state of it: of one calendar below that calendar's, of all
/// without it. Their first parts are no calendar's slug (``ReservedSlugs/calendars``).
package enum EventsPaths {
    package static let frontPattern = "/"
    package static let front = Link(path: "/")

    package static let calendarPattern = "/:calendar"
    package static func calendar(_ slug: Slug, page: Int = 1) -> Link { Link(segments: slug.value).page(page) }

    package static let entriesPattern = "/entries"
    /// What is coming, of all calendars or of one, whose own page it is.
    package static func list(of calendar: Slug? = nil, page: Int = 1) -> Link {
        calendar.map { self.calendar($0, page: page) } ?? Link(path: "/entries").page(page)
    }

    package static let entryPattern = "/entries/:entry"
    /// An entry has no slug: organisers name ten evenings alike.
    package static func entry(_ id: ID<Entry>) -> Link { Link(segments: "entries", id.description) }

    package static let monthPatterns = ["/months/:month", "/:calendar/months/:month"]
    /// `/months/2026-11`, `/market-days/months/2026-11`
    package static func month(_ month: Month, of calendar: Slug? = nil) -> Link { link(calendar, "months", month.description) }

    package static let weekPatterns = ["/weeks/:week", "/:calendar/weeks/:week"]
    /// `/weeks/2026-W48`
    package static func week(_ week: Week, of calendar: Slug? = nil) -> Link { link(calendar, "weeks", week.description) }

    package static let dayPatterns = ["/days/:day", "/:calendar/days/:day"]
    /// `/days/2026-11-28`
    package static func day(_ day: Day, of calendar: Slug? = nil) -> Link { link(calendar, "days", day.description) }

    package static let presentPatterns = ["/months", "/weeks", "/days", "/:calendar/months", "/:calendar/weeks", "/:calendar/days"]

    package static let entryFilePattern = "/entries/:entry/entry.ics"
    /// One entry for somebody's own calendar.
    package static func entryFile(_ id: ID<Entry>) -> Link { Link(segments: "entries", id.description, "entry.ics") }

    package static let feedPatterns = ["/entries.ics", "/:calendar/entries.ics"]
    /// What somebody's own calendar subscribes to.
    package static func feed(of calendar: Slug? = nil) -> Link { Link(segments: (calendar.map { [$0.value] } ?? []) + ["entries.ics"]) }

    private static func link(_ calendar: Slug?, _ segments: String...) -> Link {
        Link(segments: (calendar.map { [$0.value] } ?? []) + segments)
    }
}
