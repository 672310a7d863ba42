import Shared
import SharedHTML
import SharedInfrastructure

/// Asks somebody whether they want to be signed out, since anybody could have sent them here.
struct EndSessionPage: PageView {
    let end: SessionEnd
    /// Theirs.
    let name: String
    let site: Site

    var title: String { "Sign out?" }
    var description: String { "Signs you out of this browser, on every part of the site." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening"><h1>\(title)</h1>
        <p class="lead">You are signed in as \(name). \(asking) Signing out ends it in this browser, on every part of the site and wherever you signed in with it.</p></header>
        <form class="form" method="post" action="\(url: FederationPaths.confirmations)">
        \(SessionEnd.known.map(field))<p class="with-button"><button class="button">Sign out</button>
        <a class="button is-quiet" href="\(url: FederationPaths.front)">Stay signed in</a></p></form>
        """
    }

    private var asking: String { end.client.map { "\($0.name) asks for you to be signed out." } ?? "" }

    private func field(_ name: String) -> HTML {
        guard let value = end.parameters[name] else { return "" }
        return "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">\n"
    }
}
