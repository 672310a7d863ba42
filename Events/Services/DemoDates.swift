import FoundationEssentials
import Shared
import SharedInfrastructure

/// The demo's calendars and entries: `Deploy/demo/events.json`. Days are relative, so that the demo is always of these weeks.
///
///     { "zone": "Europe/London",
///       "calendars": [ {
///         "slug": "market-days", "name": "Market days", "about": "Plain text.",
///         "container": "saturday-market",            the page of the blog that holds it; may be left out
///         "accent": "leaf",                          rose, leaf, honey or slate; rose when left out
///         "picture": "market-days", "alternative": "What it shows." } ],      a drawing of Deploy/demo/pictures; may be left out
///       "entries": [ {
///         "key": "market",                           unique; an entry that is repeated is known as market-1, market-2 …
///         "calendar": "market-days", "title": "Saturday market",
///         "next": "saturday",                        the next such day that is not today …
///         "weeks": -4,                               … and so many weeks later; below 0: so many weeks before
///         "times": 14,                               how many there are of it; 1 when left out
///         "every": 2,                                the weeks from each to the next; 1 when left out
///         "without": [5, 6],                         those of them, from 1, that are left out: the others keep their days
///         "cancelled": [3],                          those of them, from 1, that do not take place, and say so
///         "from": "08:00", "until": "16:00",         when until is not after from, it ends on the day after
///         "nights": 2,                               or so many days after its first; may be left out
///         "place": "Chapel yard",                    may be left out
///         "about": "<p>Markup.</p>",
///         "picture": "market-morning", "alternative": "What it shows." } ] }      may be left out
///
/// Two that would be alike but for their text (the market with the knife grinder) are two of these, where the first is `without` that day.
struct DemoDates: Decodable {
    let zone: String
    let calendars: [Page]
    let entries: [Evening]

    struct Page: Decodable {
        let slug: Slug
        let name: String
        let about: String
        let container: Slug?
        let accent: CalendarAccent?
        let picture: String?
        let alternative: String?
    }

    struct Evening: Decodable {
        let key: String
        let calendar: Slug
        let title: String
        let next: Weekday
        let weeks: Int
        let times: Int?
        let every: Int?
        let without: Set<Int>?
        let cancelled: Set<Int>?
        let from: String
        let until: String
        let nights: Int?
        let place: String?
        let about: String
        let picture: String?
        let alternative: String?
    }

    enum Weekday: String, Decodable, CaseIterable {
        case sunday, monday, tuesday, wednesday, thursday, friday, saturday
    }
}
