import Shared
import SharedHTML
import SharedInfrastructure

/// A member's passkeys. Its script tells the browser which of them still count, so that it offers no others.
struct PasskeysPage: PageView {
    let passkeys: [Passkey]
    let handle: [UInt8]
    /// The relying party's id.
    let party: String
    let news: PasskeyNews?
    /// Whether the member has just proved that it is them.
    let hasProof: Bool

    var title: String { "Passkeys" }
    var description: String { "Sign in with your fingerprint, your face or your device’s PIN." }
    var isIndexed: Bool { false }
    var bundles: [PageBundle] { [.passkeys] }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening">
        <h1>\(title)</h1>
        <p class="lead">\(description) We keep only the half of a passkey that signs nobody in, so there is nothing here to steal.</p>
        </header>
        \(news.map { Notice(.done, $0.sentence).body })\
        <section class="section" data-passkeys="\(passkeys.map { Base64URL.encode($0.credential) }.joined(separator: " "))" \
        data-party="\(party)" data-handle="\(Base64URL.encode(handle))">
        \(passkeys.isEmpty ? empty : "<h2>Yours</h2>\n<ul class=\"listing\">\n\(passkeys.map(row))</ul>")
        \(PasskeyAdding(isFull: passkeys.count >= Passkey.maximum, hasProof: hasProof).body)
        </section>
        <section class="section prose"><h2>If you lose them</h2>
        <p>A link by mail stays your way back in: ask for one with your address, then remove here what you have lost.</p>
        </section>
        """
    }

    private var empty: HTML {
        EmptyState("You have none yet", "Until you add one, a link by mail signs you in. It goes on doing so afterwards.").body
    }

    private func row(_ passkey: Passkey) -> HTML {
        """
        <li><p class="margin">\(Moment(passkey.addedAt).body)</p><div><h3>\(passkey.name)</h3>
        \(PasskeyFacts(passkey: passkey).body)
        <p class="ways"><a href="\(url: FederationPaths.passkey(passkey.id))">Rename or remove<span class="visually-hidden"> “\(passkey.name)”</span></a></p></div></li>

        """
    }
}
