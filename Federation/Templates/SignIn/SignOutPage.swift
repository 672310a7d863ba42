import Shared
import SharedHTML
import SharedInfrastructure

/// Asks whoever signs out where.
struct SignOutPage: PageView {
    let member: SignedIn
    let next: LocalPath?

    var title: String { "Sign out" }
    var description: String { "Of this browser, or everywhere." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening">
        <h1>Sign out</h1>
        <p class="lead">You are signed in as \(member.name) (\(member.username.description)).</p>
        </header>
        <form class="form is-narrow" method="post" action="\(url: FederationPaths.signOut)">
        \(next.map { "<input type=\"hidden\" name=\"next\" value=\"\($0.description)\">\n" })\
        <fieldset class="field"><legend>Where?</legend>
        <div><label class="tick"><input type="radio" name="where" value="here" checked> In this browser, on all parts of Rose Ash</label>
        <label class="tick"><input type="radio" name="where" value="everywhere"> Everywhere: in all my browsers, on all my devices</label></div>
        </fieldset>
        <div class="with-button"><button class="button">Sign out</button></div>
        </form>
        """
    }
}

/// What whoever has signed out sees, and whoever was not signed in.
struct SignedOutPage: PageView {
    let next: LocalPath

    var title: String { "You are signed out" }
    var description: String { "On all parts of Rose Ash, in this browser." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening">
        <h1>You are signed out</h1>
        <p class="lead">On all parts of Rose Ash, in this browser. What was in your basket waits for you.</p>
        </header>
        <p class="with-button"><a class="button" href="\(url: next.signIn())">Sign in</a>
        <a class="button is-quiet" href="\(url: FederationPaths.front)">To the front page</a></p>
        """
    }
}
