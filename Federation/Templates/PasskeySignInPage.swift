import Shared
import SharedHTML
import SharedInfrastructure

/// Signing in with a passkey, on a page of its own.
struct PasskeySignInPage: PageView {
    let next: LocalPath

    var title: String { "Sign in with a passkey" }
    var description: String { "Your fingerprint, your face or your device’s PIN, instead of a link by mail." }
    var isIndexed: Bool { false }
    var bundles: [PageBundle] { [.passkeys] }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening">
        <h1>\(title)</h1>
        <p class="lead">\(description)</p>
        </header>
        \(PasskeySignIn(next: next, isMain: true).body)
        <p><a href="\(url: FederationPaths.mailSignIn(next: next))">Sign in with a link by mail instead</a></p>
        """
    }
}
