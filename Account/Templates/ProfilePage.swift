import Shared
import SharedHTML
import SharedInfrastructure

/// What a member is called, and the form that changes it.
struct ProfilePage: PageView {
    let person: Person
    var news: AccountNews?
    /// What was sent and not taken.
    var typed: String?
    var problem: String?

    var title: String { "Your name" }
    var description: String { "What you are called here." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        \(AccountHead(title: title, lead: "As you want to be called: whole, short, or something else.", news: news).body)\
        <form class="form is-narrow" method="post" action="\(url: AccountPaths.profile)">
        \(FormField("name", label: "Name", value: typed ?? person.name, hint: "Members see it beside what you write.", problem: problem).body)
        <button class="button">Save</button>
        </form>
        <section class="section prose"><h2>Your username</h2>
        <p>It is <strong>\(person.username.description)</strong>, and stays that: it is how people find you from other sites, and nobody else will ever get it.</p>
        </section>
        """
    }
}
