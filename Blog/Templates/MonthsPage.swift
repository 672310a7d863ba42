import Shared
import SharedHTML
import SharedInfrastructure

/// All of the blog at a glance: its months, its subjects, and who writes.
struct MonthsPage: PageView {
    let months: [MonthCount]
    let subjects: [TagCount]
    let authors: [AuthorCount]
    let site: Site

    var title: String { "Archive" }
    var description: String { "All that the co-op has written: by month, by subject and by who wrote it." }
    var canonical: Link? { BlogPaths.archive }
    var bundles: [PageBundle] { [.reading, .figures] }
    var tags: Set<CacheTag> { Set(authors.map { CacheTag($0.author.id) } + [.posts]) }

    var body: Composition {
        """
        <header class="opening"><h1>All of the blog</h1><p class="lead">\(description)</p></header>
        \(months.isEmpty ? empty : "\(byMonth)\(bySubject)\(byAuthor)\(chart)")
        """
    }

    private var empty: HTML {
        EmptyState("Nothing is published yet", "The first post will stand here.", action: ("To the blog", BlogPaths.front)).body
    }

    private var years: [Int] { months.map(\.month.year).reduce(into: []) { if $0.last != $1 { $0.append($1) } } }

    private var byMonth: HTML {
        """
        <section class="section"><h2>By month</h2>
        <dl class="months">\(years.map(year))</dl></section>

        """
    }

    private func year(_ year: Int) -> HTML {
        """
        <div><dt>\(year)</dt><dd><ul class="ways">\(months.filter { $0.month.year == year }.map(link))</ul></dd></div>
        """
    }

    private func link(_ count: MonthCount) -> HTML {
        """
        <li><a href="\(url: BlogPaths.month(count.month))">\(EnglishDay.nameOfMonth(count.month.number))<span class="visually-hidden"> \(count.month.year)</span></a> <span class="count">\(count.posts)</span></li>
        """
    }

    private var bySubject: HTML {
        subjects.isEmpty ? "" : "<section class=\"section\"><h2>By subject</h2>\(Subjects(tags: subjects).body)</section>\n"
    }

    private var byAuthor: HTML {
        authors.isEmpty
            ? "" : "<section class=\"section\"><h2>By who wrote it</h2><ul class=\"writers\">\n\(authors.map(author))</ul></section>\n"
    }

    private func author(_ count: AuthorCount) -> HTML {
        """
        <li class="writer">\(Portrait(author: count.author, site: site).body)
        <div><p><a href="\(url: BlogPaths.author(count.author.slug))">\(count.author.name)</a> <span class="count">\(count.posts)</span></p>\
        \(count.author.about.map { "<p>\($0)</p>" })</div></li>

        """
    }

    /// How much was written when; a chart of one or two months says nothing.
    private var chart: HTML {
        guard months.count > 2 else { return "" }
        let points = months.prefix(24).reversed().map { ChartPoint($0.month.words, $0.posts) }
        return "<section class=\"section\">\(LineChart("Posts a month", columns: ("Month", "Posts"), points).body)</section>"
    }
}
