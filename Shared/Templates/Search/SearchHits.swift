import FoundationEssentials
import Shared
import SharedHTML

/// Posts or pages, each with where the words are in it.
struct PostHits: Sendable {
    let hits: [PostHit]
    let site: Site

    var body: HTML { "<ol class=\"listing search-hits\">\n\(hits.map(row))</ol>" }

    private func row(_ hit: PostHit) -> HTML {
        """
        <li>
        <p class="margin">\(hit.kind == .post ? Moment(hit.publishedAt).body : "Page")</p>
        <div>
        <h3><a href="\(url: hit.link(on: site))">\(MarkedView(hit.title).body)</a>\(hit.access == .members ? " \(Badge("for members").body)" : nil)</h3>
        \(hit.excerpt.isEmpty ? nil : "<p>\(MarkedView(hit.excerpt).body)</p>\n")</div>
        \(hit.picture.map { HitPicture(picture: $0, owner: .blog, site: site).body })</li>

        """
    }
}

/// Products, as the market shows them: the picture, then what it is, who makes it and what it costs.
struct ProductHits: Sendable {
    let hits: [ProductHit]
    let site: Site

    var body: HTML { "<ul class=\"cards search-cards\">\n\(hits.map(card))</ul>" }

    private func card(_ hit: ProductHit) -> HTML {
        """
        <li class="card">
        \(hit.picture.map { PictureView($0, site: site, owner: .market, sizes: .found, cssClass: "card-picture").body } ?? "<div class=\"card-picture\"></div>")
        <div class="card-words">
        <h3><a href="\(url: hit.link(on: site))">\(MarkedView(hit.name).body)</a></h3>
        <p class="eyebrow">\(hit.producer.map { "<span>\(MarkedView($0).body)</span>" })<span>\(hit.market.name)</span></p>
        \(hit.excerpt.isEmpty ? nil : "<p>\(MarkedView(hit.excerpt).body)</p>\n")</div>
        <p class="card-foot">\(PriceView(hit.price, unitPrice: hit.unitPrice, isLowest: hit.hasVariants).body)</p>
        </li>

        """
    }
}

/// Entries, each with its day in the margin; what is cancelled or over says so.
struct EntryHits: Sendable {
    let hits: [EntryHit]
    let site: Site

    var body: HTML { "<ol class=\"listing search-hits\">\n\(hits.map(row))</ol>" }

    private func row(_ hit: EntryHit) -> HTML {
        """
        <li>
        <p class="margin"><strong>\(hit.start.weekdayName)</strong><time datetime="\(hit.startsAt.formatted(.iso8601))">\(EnglishDay(hit.start).text)</time></p>
        <div>
        <h3><a href="\(url: hit.link(on: site))">\(MarkedView(hit.title).body)</a></h3>
        <p class="eyebrow"><span>\(hit.start.clock)</span>\(hit.place.map { "<span>\(MarkedView($0).body)</span>" })<span>\(hit.calendar.name)</span>\(state(hit))</p>
        \(hit.excerpt.isEmpty ? nil : "<p>\(MarkedView(hit.excerpt).body)</p>\n")</div>
        </li>

        """
    }

    private func state(_ hit: EntryHit) -> HTML? {
        switch (hit.status, hit.isOver) {
        case (.cancelled, _): "<span class=\"state is-over\">cancelled</span>"
        case (.planned, true): "<span class=\"state is-over\">over</span>"
        case (.planned, false): nil
        }
    }
}

/// Tags, people and places, as ways to what is below them.
struct CollectionHits: Sendable {
    let hits: [CollectionHit]
    let site: Site

    var body: HTML { "<ul class=\"search-shelves\">\n\(hits.map(item))</ul>" }

    private func item(_ hit: CollectionHit) -> HTML {
        "<li><a href=\"\(url: hit.link(on: site))\"><span>\(MarkedView(hit.name).body)</span> <small>\(hit.word)</small></a></li>\n"
    }
}

/// A small picture at the end of a row.
private struct HitPicture {
    let picture: Picture
    let owner: ServiceName
    let site: Site

    var body: HTML { "<div class=\"listing-picture\">\(PictureView(picture, site: site, owner: owner, sizes: .thumbnail).body)</div>\n" }
}
