import Shared
import SharedHTML
import SharedInfrastructure

/// What leaving means, and the form that does it.
struct LeavingPage: PageView {
    let person: Person
    let site: Site
    var typed: String?
    var problem: String?

    var title: String { "Leave" }
    var description: String { "What happens to what is kept of you when you leave." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        \(AccountHead(title: title, lead: "You can go at any time, at once, and without saying why. It cannot be undone.").body)\
        <section class="section prose"><h2>What goes</h2>
        <ul>
        <li>Your name and your address: both are forgotten, and the address is free for another account.</li>
        <li>Where you are signed in, your passkeys, your roles, your history, and what is in your basket.</li>
        </ul>
        <h2>What stays</h2>
        <ul>
        <li>Orders, with what was on them when you placed them: the law has us keep our books.</li>
        <li>What you wrote for the blog, under the name that it was published with.</li>
        <li>The username \(person.username.description), as a name that nobody can take, so that nobody is taken for you.</li>
        </ul>
        <p>You may want to <a href="\(url: AccountPaths.records)">take along all that is kept of you</a> first.</p></section>
        <form class="form is-narrow" method="post" action="\(url: AccountPaths.departures)">
        \(FormField("username", label: "Your username, to show that you mean it", value: typed ?? "", hint: "It is \(person.username).", problem: problem).body)
        <button class="button is-grave">Leave for good</button>
        </form>
        """
    }
}

/// After that.
struct DepartedPage: PageView {
    let site: Site

    var title: String { "You have left" }
    var description: String { "Your account is gone." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening"><h1>\(title)</h1>
        <p class="lead">Your account is gone, and a last mail says so. Thank you for the time that you were with us.</p>
        <p><a class="button is-quiet" href="\(url: site.link(BlogPaths.front, on: .blog))">To the front page</a></p></header>
        """
    }
}
