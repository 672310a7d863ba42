import Shared
import SharedInfrastructure

/// When an entry is on one of its days, by the clocks of where it takes place.
struct EntryTime {
    let entry: EntrySummary
    let day: Day
    /// The zone in which everybody reads the page; another one is said.
    let zone: String

    /// `19:30–00:30`, `from 18:00`, `all day`, `until 15:00`; with `, Athens time` where that is another.
    var text: String { entry.zone == zone ? clocks : "\(clocks), \(ZoneName(entry.zone).text)" }

    private var clocks: String {
        let (first, last) = (Day(entry.start), entry.lastDay)
        if day == first { return first == last ? "\(entry.start.clock)–\(entry.end.clock)" : "from \(entry.start.clock)" }
        return day == last && Day(entry.end) == day ? "until \(entry.end.clock)" : "all day"
    }
}

extension EntrySummary {
    /// The last day that it is on: a night that is over by six in the morning belongs to the evening before, as in ``AgendaDay``.
    var lastDay: Day { max(Day(start), end.hour < 6 ? Day(end) - 1 : Day(end)) }
}

/// A zone as people say it.
struct ZoneName {
    let zone: String
    init(_ zone: String) { self.zone = zone }

    /// `Athens time`, `UTC`
    var text: String { zone == "UTC" ? zone : "\((zone.split(separator: "/").last ?? "").replacing("_", with: " ")) time" }
}
