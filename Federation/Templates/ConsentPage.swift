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
        </section>
        <form class="form" method="post" action="\(url: FederationPaths.consents)">
        <input type="hidden" name="request" value="\(asked)">
        <input type="hidden" name="person" value="\(person)">
        <p class="with-button"><button class="button" name="allow" value="yes">Yes, it may</button>
        <button class="button is-quiet" name="allow" value="no">No</button></p></form>
        """
    }

    /// Asked and answered: it is not to be asked again on the way, and a form led here.
    private var asked: String { request.parameters.with(AuthorizationRequest.resumed, "1").query }
}

extension Scope {
    /// What it lets a client do, for a person.
    var words: String {
        switch self {
        case .openid: "It knows you again when you come back, by a number that says nothing else of you."
        case .profile: "It sees your username and your name."
        case .email: "It sees your email address."
        case .offlineAccess: "It may ask us for these while you are not there, as long as you stay signed in on this device."
        }
    }
}
