import Shared
import SharedHTML
import SharedInfrastructure

/// Asks somebody whether a program that is not ours may know who they are.
struct ConsentPage: PageView {
    let request: AuthorizationRequest
    let person: ID<Person>
    /// Theirs.
    let name: String
    let site: Site

    var title: String { "May \(request.client.name) know who you are?" }
    var description: String { "A program that is not ours asks who you are." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening"><h1>\(title)</h1>
        <p class="lead">You are signed in as \(name). \(request.client.name) is run by others, at \(request.destination.redirect.origin).</p></header>
        <section class="section prose"><h2>What it asks for</h2>
        <ul>
        \(request.scopes.sorted().map { "<li>\($0.words)</li>\n" as HTML })</ul>
        <p class="hint">You can take it back at any time: your account lists <a href="\(url: site.link(AccountPaths.consents, on: .account))">the programs that know you</a>.</p></section>
        <form class="form" method="post" action="\(url: FederationPaths.consents)">
        <input type="hidden" name="request" value="\(asked)">
        <input type="hidden" name="person" value="\(person)">
        <p class="with-button"><button class="button" name="allow" value="yes">Yes, it may</button>
        <button class="button is-quiet" name="allow" value="no">No</button></p></form>
        """
    }

    /// Noted, since a form led here; or as it was, with when they were asked to prove who they are.
    private var asked: String {
        let parameters = request.parameters
        return (parameters[AuthorizationRequest.resumed] == nil ? parameters.with(AuthorizationRequest.resumed, "1") : parameters).query
    }
}
