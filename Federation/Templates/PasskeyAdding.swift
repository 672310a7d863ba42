import Shared
import SharedHTML
import SharedInfrastructure

/// The way to another passkey: a button for who has just proved that it is them, and for others the way to prove it.
struct PasskeyAdding {
    let isFull: Bool
    let hasProof: Bool

    var body: HTML {
        if isFull {
            return "<p class=\"hint\">You have \(Passkey.maximum), which is as many as there may be. Remove one to add another.</p>"
        }
        guard hasProof else {
            return """
                <p class="hint">To add or remove one, show that it is still you.</p>
                <p><a class="button" href="\(url: proof)">Sign in again</a></p>
                """
        }
        return """
            <div class="passkey-way" data-passkey-add data-options="\(url: FederationPaths.passkeyOptions)" data-action="\(url: FederationPaths.passkeys)" \
            data-again="\(url: proof)">
            <button class="button" type="button" hidden>Add a passkey</button>
            <noscript><p class="hint">To add a passkey, your browser has to run JavaScript. A link by mail needs none.</p></noscript>
            <p class="wrong" role="alert" hidden></p>
            </div>
            """
    }

    private var proof: Link { FederationPaths.proof(next: LocalPath(FederationPaths.passkeys.value) ?? .front) }
}
