import Shared
import SharedHTML
import SharedInfrastructure

/// The way in with a passkey: a button where scripts run and the browser has passkeys, a sentence where not. It stands beside the form for an
/// address: its script also has the browser offer passkeys in that field. The page around it takes the bundle `.passkeys`.
struct PasskeySignIn {
    let next: LocalPath

    var body: HTML {
        """
        <div class="passkey-way" data-passkey-sign-in data-options="\(url: FederationPaths.passkeySignInOptions)" \
        data-action="\(url: FederationPaths.passkeySignIn(next: next))">
        <button class="button is-quiet" type="button" hidden>Sign in with a passkey</button>
        <noscript><p class="hint">To sign in with a passkey, your browser has to run JavaScript. A link by mail needs none.</p></noscript>
        <p class="wrong" role="alert" hidden></p>
        </div>
        """
    }
}
