import Shared
import SharedHTML
import SharedInfrastructure

/// Says to look for a mail, and takes the code from it. The same for every address.
struct SentPage: PageView {
    let address: EmailAddress
    var typed = ""
    var problem: String?
    let next: LocalPath

    var title: String { "Check your email" }
    var description: String { "It holds a link and a code that sign you in." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening">
        <h1>Check your email</h1>
        <p class="lead">If <strong>\(address.description)</strong> can get mail from us, we have sent a link there. Open it in this browser within 15 minutes.</p>
        </header>
        <form class="form is-narrow" method="post" action="\(url: FederationPaths.signInCode)">
        \(NextField(next: next).body)\
        \(FormField("code", label: "The code from our mail", value: typed, hint: "If you read your mail elsewhere: type it here instead of opening the link.", problem: problem, input: .code).body)
        <div class="with-button"><button class="button">Sign in</button></div>
        </form>
        <section class="section prose"><h2>Nothing there?</h2>
        <ul>
        <li>Give it a minute, and look among the spam.</li>
        <li>Is the address right? If not, or if nothing comes, <a href="\(url: next.signIn(again: true))">ask again</a>. The latest mail counts.</li>
        <li>We write to an address five times an hour at most.</li>
        </ul></section>
        """
    }
}
