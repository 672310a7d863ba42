import Shared
import SharedHTML
import SharedInfrastructure

/// Asks for an address.
struct SignInPage: PageView {
    var typed = ""
    var problem: String?
    /// How long until somebody may try again.
    var wait: Duration?
    let next: LocalPath

    var title: String { "Sign in" }
    var description: String { "One account for all of Rose Ash, and no password: we write to you." }
    var bundles: [PageBundle] { [.passkeys] }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening">
        <h1>Sign in</h1>
        <p class="lead">\(description)</p>
        </header>
        <form class="form is-narrow" method="post" action="\(url: FederationPaths.signIn)">
        \(wait.map { Notice(.problem, "Many have begun to sign in from your network. Try again in \($0.minutes); nothing is lost.").body })
        \(NextField(next: next).body)\
        \(FormField("email", label: "Your email address", value: typed, hint: "New here? Come the same way: you choose a name afterwards.", problem: problem, input: .email).body)
        <div class="with-button"><button class="button">Send me a link</button></div>
        </form>
        \(PasskeySignIn(next: next).body)
        """
    }
}

/// Carries on where somebody was going.
struct NextField {
    let next: LocalPath
    var body: HTML { next == .front ? "" : "<input type=\"hidden\" name=\"next\" value=\"\(next.description)\">\n" }
}

extension LocalPath {
    /// The sign-in form that leads here in the end. `again`: also for who is signed in.
    func signIn(again: Bool = false) -> Link {
        let form = again ? FederationPaths.signIn.query([FederationPaths.again: "1"]) : FederationPaths.signIn
        return self == .front ? form : form.query([FederationPaths.next: description])
    }
}

extension Duration {
    /// `a minute`, `12 minutes`: in whole ones, never too few.
    var minutes: String {
        let minutes = (components.seconds + 59) / 60
        return minutes <= 1 ? "a minute" : "\(minutes) minutes"
    }
}
