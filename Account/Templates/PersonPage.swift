import Shared
import SharedHTML
import SharedInfrastructure

/// What somebody may do, and the forms that change it: for operators.
struct PersonPage: PageView {
    let person: Person
    let held: [HeldRole]
    let offers: RoleOffers
    /// Whether it is who looks.
    let isSelf: Bool
    var news: AccountNews?
    var problem: String?

    var title: String { person.name }
    var description: String { "What \(person.username) may do." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        \(AccountHead(title: title, lead: lead, crumbs: [("People", AccountPaths.people)], news: news).body)\
        \(problem.map { Notice(.problem, $0).body })
        <section class="section"><h2>Roles</h2>
        \(held.isEmpty ? none : list)</section>
        \(choices.isEmpty ? nil : form)
        """
    }

    private var lead: String {
        let since = EnglishDay(person.joinedAt).text
        return "\(isSelf ? "You are" : "This is") \(person.username), reached at \(person.email), here since \(since)."
    }

    private var none: HTML {
        """
        <p>None beside that of a member.</p>

        """
    }

    private var list: HTML {
        """
        <ul class="listing">
        \(held.map(row))</ul>

        """
    }

    private func row(_ role: HeldRole) -> HTML {
        let words = offers.words(for: role.grant) ?? "\(role.grant.role.noun) of what is gone"
        return """
            <li><p class="margin">since \(Moment(role.since).body)</p><div><h3>\(words.firstCapital)</h3>
            <p class="eyebrow"><span>given by \(role.granter?.description ?? "a command")</span></p>
            <form class="row-action" method="post" action="\(url: AccountPaths.withdrawals(person.username))"><input type="hidden" name="role" value="\(role.grant.description)">
            <button class="button is-quiet">Take away<span class="visually-hidden"> the role \(words)</span></button></form></div></li>

            """
    }

    private var choices: [(grant: RoleGrant, words: String)] {
        let grants = Set(held.map(\.grant))
        return offers.all.filter { !grants.contains($0.grant) }
    }

    private var form: HTML {
        """
        <section class="section"><h2>Give a role</h2>
        <form class="form is-narrow" method="post" action="\(url: AccountPaths.grants(person.username))">
        \(FormField("role", label: "Role", value: RoleGrant(.editor)?.description ?? "", hint: "An operator is all the others, everywhere, and gives roles.", input: .choice(choices.map { ($0.grant.description, $0.words.firstCapital) })).body)
        <button class="button">Give it</button>
        </form></section>

        """
    }
}
