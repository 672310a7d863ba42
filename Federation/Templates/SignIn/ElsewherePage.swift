import Shared
import SharedHTML
import SharedInfrastructure

/// What the link in the mail opens in any other browser: the code for the one that asked.
struct ElsewherePage: PageView {
    let code: SignInCode
    let next: LocalPath

    var title: String { "Your code" }
    var description: String { "For the browser in which you asked to sign in." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening">
        <h1>Your code</h1>
        <p class="lead">You asked to sign in with another browser, or on another device. Type this there:</p>
        </header>
        <p class="shown-code">\(code.text)</p>
        <section class="section prose">
        <p>If you would rather be signed in here, <a href="\(url: next.signIn())">begin here</a>.</p>
        <p>If you did not ask for this, close the page and tell nobody the code. None of us will ever ask for it.</p>
        </section>
        """
    }
}
