import Shared
import SharedHTML
import SharedInfrastructure

/// The very next entry, as the front page opens with it.
struct NextEntry {
    let entry: EntrySummary
    let today: Day
    let site: Site

    var body: HTML {
        """
        <section class="feature next-entry accent-\(entry.calendar.accent.rawValue)\(picture == nil ? nil : " has-picture")" aria-labelledby="next">
        <div class="feature-words">
        <p class="eyebrow"><span>\(when)</span><span><a href="\(url: EventsPaths.calendar(entry.calendar.slug))">\(entry.calendar.name)</a></span></p>
        <h2 id="next"><a href="\(url: EventsPaths.entry(entry.id))">\(entry.title)</a></h2>
        <p class="lead"><time datetime="\(entry.start.description)">\(entry.start.englishDay)</time>, \
        \(TimeSpan(start: entry.start, end: entry.end).text)\(entry.place.map { "<br>\($0)" })</p>
        </div>
        \(picture)</section>

        """
    }

    private var when: HTML {
        switch Day(entry.start).number - today.number {
        case ...(-1): "On now"
        case 0: "Today"
        case 1: "Tomorrow"
        default: "Next"
        }
    }

    private var picture: HTML? {
        guard let picture = entry.picture else { return nil }
        let view = PictureView(picture, site: site, owner: .events, loading: .atOnce, sizes: .feature).body
        return view.isEmpty ? nil : "\(view)\n"
    }
}

/// A calendar among the others.
struct CalendarCard {
    let calendar: CalendarSummary
    let today: Day
    let site: Site

    var body: HTML {
        """
        <li class="card accent-\(calendar.accent.rawValue)">\(picture)<div class="card-words">\
        <h3><a href="\(url: EventsPaths.calendar(calendar.slug))">\(calendar.name)</a></h3>
        <p>\(calendar.about)</p></div>
        <p class="card-foot calendar-card-ways"><a href="\(url: EventsPaths.month(Month(of: today), of: calendar.slug))">Month</a>\
        <a href="\(url: EventsPaths.week(Week(of: today), of: calendar.slug))">Week</a>\
        <a href="\(url: EventsPaths.feed(of: calendar.slug))">Subscribe</a></p></li>

        """
    }

    private var picture: HTML? {
        calendar.picture.map { PictureView($0, site: site, owner: .events, sizes: .card, cssClass: "card-picture").body }
    }
}
