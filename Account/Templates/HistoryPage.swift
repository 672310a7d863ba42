import Shared
import SharedHTML
import SharedInfrastructure

/// What was done with a member's account, the latest first.
struct HistoryPage: PageView {
    let entries: Listing<AuditEntry>

    var title: String { "What happened" }
    var description: String { "What was done with your account." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        \(AccountHead(title: title, lead: "With your account: every time that somebody signed in, and every change. If it was not you, sign out that device.").body)\
        <section class="section"><h2 class="visually-hidden">The latest first</h2>
        \(entries.items.isEmpty ? empty : "<ol class=\"listing\">\n\(entries.items.map(row))</ol>")
        \(pagination)</section>
        """
    }

    private func row(_ entry: AuditEntry) -> HTML {
        """
        <li><p class="margin">\(ExactMoment(entry.at).body)</p><div><p><bdi>\(entry.sentence).</bdi></p>
        \(entry.device.isEmpty ? nil : "<p class=\"eyebrow\"><span><bdi>\(entry.device)</bdi></span></p>\n")</div></li>

        """
    }

    private var pagination: HTML {
        Pagination(page: entries.page.number, pages: entries.pages, of: "entries") { AccountPaths.history.page($0) }.body
    }

    private var empty: HTML {
        EmptyState("Nothing yet", "From now on, it is written down here.", action: ("To your account", AccountPaths.front)).body
    }
}
