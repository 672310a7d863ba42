import Shared
import SharedHTML
import SharedInfrastructure

/// The programs of others that a member lets know who they are, each with the way to take it back.
struct ConsentsPage: PageView {
    /// The latest first.
    let consents: [Consent]
    var news: AccountNews?

    var title: String { "Programs that know you" }
    var description: String { "Programs of others that you let know who you are." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        \(AccountHead(title: title, lead: "Others run them. You let each know who you are, and can take it back here.", news: news).body)\
        <section class="section">\(consents.isEmpty ? empty : list)</section>
        """
    }

    private var list: HTML {
        """
        <h2>What each may</h2>
        <ul class="listing">
        \(consents.map(row))</ul>
        <p class="hint">A program that you take it back from gets nothing more from us, on any of your devices. What it has read it may have kept: ask those who run it.</p>
        """
    }

    private func row(_ consent: Consent) -> HTML {
        """
        <li><p class="margin">since \(Moment(consent.givenAt).body)</p><div><h3><bdi>\(consent.name)</bdi></h3>
        <p class="eyebrow"><span>at \(consent.origins.joined(separator: ", "))</span>\(consent.usedAt.map { "<span>last used \(Moment($0).body)</span>" as HTML })</p>
        <ul>
        \(consent.scopes.sorted().map { "<li>\($0.words)</li>\n" as HTML })</ul>
        <form class="row-action" method="post" action="\(url: AccountPaths.consentWithdrawals)"><input type="hidden" name="client" value="\(consent.client.description)">
        <button class="button is-quiet">Take it back<span class="visually-hidden"> from \(consent.name)</span></button></form></div></li>

        """
    }

    private var empty: HTML {
        EmptyState(
            "None knows you", "Once you sign in to somebody else’s program with this account, it is listed here.",
            action: ("To your account", AccountPaths.front)
        ).body
    }
}
