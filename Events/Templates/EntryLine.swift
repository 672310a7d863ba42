import Shared
import SharedHTML
import SharedInfrastructure

/// An entry in a list below its day: when, what, where, and of which calendar.
struct EntryLine {
    let entry: EntrySummary
    let day: Day
    let zone: String
    var showsCalendar = true
    var showsPicture = false
    let site: Site

    var body: HTML {
        """
        <li class="entry-line accent-\(entry.calendar.accent.rawValue)">
        <p class="entry-clock">\(EntryTime(entry: entry, day: day, zone: zone).text)</p>
        <div class="entry-words">
        <p class="entry-title"><a href="\(url: site.link(EventsPaths.entry(entry.id), on: .events))">\(EntryTitle(entry).body)</a></p>
        \(facts.isEmpty ? nil : "<p class=\"eyebrow\">\(facts)</p>\n")</div>
        \(picture)</li>

        """
    }

    /// Decoration here: its words stand on the entry's own page.
    private var picture: HTML? {
        guard showsPicture, let picture = entry.picture else { return nil }
        let decoration = Picture(address: picture.address, width: picture.width, height: picture.height)
        return PictureView(decoration, site: site, owner: .events, sizes: .thumbnail, cssClass: "entry-thumbnail").body
    }

    private var facts: [HTML] {
        [
            entry.status == .cancelled ? "<span class=\"entry-cancelled\">cancelled</span>" : nil,
            entry.place.map { "<span>\($0)</span>" },
            showsCalendar
                ? "<span><a href=\"\(url: site.link(EventsPaths.calendar(entry.calendar.slug), on: .events))\">\(entry.calendar.name)</a></span>"
                : nil,
        ].compactMap { $0 }
    }
}

/// What an entry is called, struck through when it does not take place.
struct EntryTitle {
    let entry: EntrySummary
    init(_ entry: EntrySummary) { self.entry = entry }

    var body: HTML { entry.status == .cancelled ? "<s>\(entry.title)</s>" : "\(entry.title)" }
}
