import Shared
import SharedInfrastructure

/// From when to when, as people say it: the day is said again only when it is another.
struct TimeSpan {
    let start: LocalTime
    let end: LocalTime

    /// `19:00–21:30`, or `19:30 until Saturday 3 May 2027, 00:30`.
    var text: String {
        start.date == end.date ? "\(start.clock)–\(end.clock)" : "\(start.clock) until \(end.englishDay), \(end.clock)"
    }
}
