import Shared
import SharedHTML
import SharedInfrastructure

/// Everybody who has an account, to look through: for operators.
struct PeoplePage: PageView {
    let words: String
    let people: Listing<RoleHolder>
    let offers: RoleOffers

    var title: String { "People" }
    var description: String { "Everybody who has an account." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        \(AccountHead(title: title, lead: "Everybody who has an account, and what each of them may do.").body)\
        <form class="with-button" role="search" aria-label="People" action="\(url: AccountPaths.people)">
        \(FormField("words", label: "Part of a name, or an address", value: words).body)
        <button class="button">Look</button></form>
        <section class="section"><h2>\(heading)</h2>
        \(people.items.isEmpty ? nobody : "<ul class=\"listing\">\n\(people.items.map(row))</ul>")
        \(pagination)</section>
        """
    }

    private var heading: String { words.isEmpty ? "Everybody" : people.total == 1 ? "1 found" : "\(people.total) found" }

    private func row(_ holder: RoleHolder) -> HTML {
        """
        <li><p class="margin">since \(Moment(holder.person.joinedAt).body)</p><div><h3><a href="\(url: AccountPaths.person(holder.person.username))"><bdi>\(holder.person.name)</bdi></a></h3>
        <p class="eyebrow"><span>\(holder.person.username.description)</span>\(holder.grants.map { "<span>\(offers.words(for: $0) ?? "\($0.role.noun) of what is gone")</span>" })</p></div></li>

        """
    }

    private var nobody: HTML {
        EmptyState("Nobody is called that", "Try a shorter part of the name.", action: ("Everybody", AccountPaths.people)).body
    }

    private var pagination: HTML {
        let list = words.isEmpty ? AccountPaths.people : AccountPaths.people.query(["words": words])
        return Pagination(page: people.page.number, pages: people.pages, of: "people", words: ("← Back", "On →")) { list.page($0) }.body
    }
}
