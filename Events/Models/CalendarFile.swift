import FoundationEssentials
import Shared
import SharedHTML
import SharedInfrastructure

/// Entries as other people's calendars take them (RFC 5545, `text/calendar`). Times are moments in UTC (section 3.3.5, form 2), which every
/// program shows by its owner's clock: a `TZID` would need the zone's rules beside it, and those are the database's.
struct CalendarFile {
    /// Of a calendar that one subscribes to; nil for a file of one entry.
    let name: String?
    let entries: [FeedEntry]
    let site: Site

    var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rose Ash//Calendars//EN", "CALSCALE:GREGORIAN",
        ]
        if let name {
            // RFC 7986, sections 5.1 and 5.7, and what came before it, which is what most programs read.
            lines += [
                Self.line("NAME", name), Self.line("X-WR-CALNAME", name), "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
            ]
        }
        lines += entries.flatMap(event) + ["END:VCALENDAR"]
        return lines.map(Self.folded).joined()
    }

    private func event(_ item: FeedEntry) -> [String] {
        let entry = item.entry
        let about = entry.about.plainText
        return [
            // RFC 7986, section 5.3: a UUID, which says nothing of where it was made. It stays when the entry moves.
            "BEGIN:VEVENT", "UID:\(entry.id)", "SEQUENCE:\(entry.version.number - 1)", "DTSTAMP:\(Self.moment(item.updatedAt))",
            "LAST-MODIFIED:\(Self.moment(item.updatedAt))", "DTSTART:\(Self.moment(entry.startsAt))", "DTEND:\(Self.moment(entry.endsAt))",
            Self.line("SUMMARY", entry.title), entry.place.map { Self.line("LOCATION", $0) },
            about.isEmpty ? nil : Self.line("DESCRIPTION", about), Self.line("CATEGORIES", item.calendar),
            "STATUS:\(entry.status == .cancelled ? "CANCELLED" : "CONFIRMED")",
            "URL:\(site.link(EventsPaths.entry(entry.id), on: .events).value)", "END:VEVENT",
        ].compactMap { $0 }
    }

    /// Section 3.3.11: backslashes, semicolons, commas and line ends are escaped; other control characters may not stand in text.
    private static func line(_ name: String, _ text: String) -> String {
        var value = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": value += "\\\(scalar)"
            case "\n": value += "\\n"
            case "\t": value += " "
            case "\u{0}"..."\u{1F}", "\u{7F}": continue
            default: value.unicodeScalars.append(scalar)
            }
        }
        return "\(name):\(value)"
    }

    /// Section 3.1: no line is longer than 75 octets; what goes on begins with a blank. A character is never cut.
    private static func folded(_ line: String) -> String {
        guard line.utf8.count > 75 else { return line + "\r\n" }
        var text = ""
        var length = 0
        for scalar in line.unicodeScalars {
            let width = UTF8.width(scalar)
            if length + width > 75 {
                text += "\r\n "
                length = 1
            }
            text.unicodeScalars.append(scalar)
            length += width
        }
        return text + "\r\n"
    }

    /// `20261128T080000Z`
    private static func moment(_ date: Date) -> String {
        date.formatted(.iso8601).split(whereSeparator: { "-:".contains($0) }).joined()
    }
}
