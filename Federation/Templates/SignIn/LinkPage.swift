import Shared
import SharedHTML
import SharedInfrastructure

/// What the link in the mail opens in the browser that asked for it: a button.
struct LinkPage: PageView {
    let address: EmailAddress
    let token: SecretToken

    var title: String { "Sign in" }
    var description: String { "One press, and you are in." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening">
        <h1>Sign in</h1>
        <p class="lead">With <strong>\(address.description)</strong>, in this browser.</p>
        </header>
        <form class="form is-narrow" method="post" action="\(url: FederationPaths.signInLink)">
        <input type="hidden" name="token" value="\(token.text)">
        <div class="with-button"><button class="button">Sign in</button></div>
        </form>
        """
    }
}
