import Shared
import SharedPostgres

extension PostgresRow {
    /// Of a row of `events.calendars`.
    var calendarSummary: CalendarSummary {
        get throws {
            CalendarSummary(
                id: try self["id"], slug: try self["slug"], name: try self["name"], about: try self["about"], accent: try self["accent"],
                picture: try picture, version: try self["version"])
        }
    }

    /// Of `calendar_id`, `calendar_slug` and what else a calendar has, all null when there is none.
    var eventCalendar: EventCalendar? {
        get throws {
            guard let id: ID<EventCalendar> = try self["calendar_id"] else { return nil }
            return EventCalendar(
                id: id, slug: try self["calendar_slug"], name: try self["calendar_name"], about: try self["calendar_about"],
                container: try self["container_id"], zone: try self["calendar_zone"], accent: try self["calendar_accent"],
                picture: try picture("calendar_"), version: try self["calendar_version"])
        }
    }

    /// Of `mark_slug`, `mark_name` and `mark_accent`.
    var calendarMark: CalendarMark {
        get throws { CalendarMark(slug: try self["mark_slug"], name: try self["mark_name"], accent: try self["mark_accent"]) }
    }

    /// Of an entry's columns but its text, with its calendar's mark.
    var entrySummary: EntrySummary {
        get throws {
            EntrySummary(
                id: try self["id"], calendar: try calendarMark, title: try self["title"], place: try self["place"],
                start: try self["local_start"], end: try self["local_end"], zone: try self["zone"], startsAt: try self["starts_at"],
                endsAt: try self["ends_at"], picture: try picture, status: try self["status"], version: try self["version"])
        }
    }

    /// Of an entry's columns but its calendar's.
    func entry(of calendar: ID<EventCalendar>) throws -> Entry {
        Entry(
            id: try self["id"], calendar: calendar, title: try self["title"], about: try self["about"], place: try self["place"],
            start: try self["local_start"], end: try self["local_end"], zone: try self["zone"], startsAt: try self["starts_at"],
            endsAt: try self["ends_at"], picture: try picture, status: try self["status"], version: try self["version"])
    }

    /// Of `mark_slugs`, `mark_names` and `mark_accents`, three columns of the same length.
    var calendarMarks: [CalendarMark] {
        get throws {
            let slugs: [Slug] = try self["mark_slugs"]
            let names: [String] = try self["mark_names"]
            let accents: [CalendarAccent] = try self["mark_accents"]
            return zip(zip(slugs, names), accents).map { CalendarMark(slug: $0.0, name: $0.1, accent: $1) }
        }
    }
}
