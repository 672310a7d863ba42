import Shared
import SharedHTML
import SharedInfrastructure

/// What whoever is signed in sees where they would sign in.
struct AlreadySignedInPage: PageView {
    let member: SignedIn
    let next: LocalPath

    var title: String { "You are signed in" }
    var description: String { "In this browser, on all parts of Rose Ash." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening">
        <h1>You are signed in</h1>
        <p class="lead">As \(member.name) (\(member.username.description)), in this browser.</p>
        </header>
        <p class="with-button"><a class="button" href="\(url: next.link)">Go on</a>
        <a class="button is-quiet" href="\(url: next.signIn(again: true))">Sign in as somebody else</a>
        <a class="button is-quiet" href="\(url: FederationPaths.signOut)">Sign out</a></p>
        """
    }
}
