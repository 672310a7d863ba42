import Shared
import SharedHTML
import SharedInfrastructure

/// One passkey of a member, to be renamed or removed.
struct PasskeyPage: PageView {
    let passkey: Passkey
    /// What was wrong with the name that was sent.
    let errors: FormErrors?
    /// Whether the member has just proved that it is them.
    let hasProof: Bool

    var title: String { passkey.name }
    var description: String { "One of your passkeys." }
    var isIndexed: Bool { false }
    var bundles: [PageBundle] { [.passkeys] }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        \(Breadcrumbs([("Passkeys", FederationPaths.passkeys)]).body)
        <header class="opening">
        <h1>\(title)</h1>
        <p class="eyebrow"><span>added on \(Moment(passkey.addedAt).body)</span></p>
        \(PasskeyFacts(passkey: passkey).body)
        </header>
        <section class="section"><h2>Its name</h2>
        <form class="form passkey-form" method="post" action="\(url: FederationPaths.passkeyNames)">
        <input type="hidden" name="passkey" value="\(passkey.id)">
        \(FormField("name", label: "Name", value: errors?.typed["name"] ?? passkey.name, hint: "So that you know it again.", problem: errors?["name"]).body)
        <p><button class="button is-quiet">Rename it</button></p>
        </form>
        </section>
        <section class="section"><h2>Remove it</h2>
        <p class="passkey-words">It will sign nobody in any more. Where you are signed in now, you stay signed in.</p>
        \(hasProof ? removal : proof)
        </section>
        """
    }

    private var removal: HTML {
        """
        <form method="post" action="\(url: FederationPaths.passkeyRemovals)"><input type="hidden" name="passkey" value="\(passkey.id)">
        <p><button class="button is-grave">Remove this passkey</button></p></form>
        """
    }

    private var proof: HTML {
        """
        <p class="hint">To remove it, show that it is still you.</p>
        <p><a class="button is-quiet" href="\(url: FederationPaths.proof(next: LocalPath(FederationPaths.passkey(passkey.id).value) ?? .front))">Sign in again</a></p>
        """
    }
}
