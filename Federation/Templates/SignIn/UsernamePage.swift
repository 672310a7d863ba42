import Shared
import SharedHTML
import SharedInfrastructure

/// Asks somebody new what they want to be called.
struct UsernamePage: PageView {
    let address: EmailAddress
    var name = ""
    let username: String
    /// By the field.
    var problems: [String: String] = [:]

    var title: String { "Welcome" }
    var description: String { "Choose what we and others call you." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening">
        <h1>Welcome to Rose Ash</h1>
        <p class="lead">You are new here with <strong>\(address.description)</strong>. What shall we call you?</p>
        </header>
        <form class="form is-narrow" method="post" action="\(url: FederationPaths.username)">
        \(FormField("name", label: "Your name", value: name, hint: "As you want to be greeted. It need not be the one in your passport.", problem: problems["name"], input: .personName).body)
        \(FormField("username", label: "Username", value: username, hint: "One word that is yours alone, for all to see: letters a to z, digits, underscores.", problem: problems["username"], input: .username).body)
        <div class="with-button"><button class="button">Join</button></div>
        </form>
        """
    }
}
