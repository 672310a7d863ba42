import Shared
import SharedHTML
import SharedInfrastructure

/// Why somebody is not signed in, and the way on.
struct TroublePage: PageView {
    let trouble: SignInTrouble
    let next: LocalPath

    var title: String { trouble.title }
    var description: String { trouble.sentence }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening">
        <h1>\(trouble.title)</h1>
        <p class="lead">\(trouble.sentence)</p>
        </header>
        <p class="with-button">\(trouble == .used ? goOn : nil)<a class="button" href="\(url: next.signIn(again: true))">\(way)</a></p>
        """
    }

    private var way: String {
        switch trouble {
        case .registrationOver, .noBrowser: "Sign in"
        case .noLink, .expired, .used, .superseded, .noTries: "Send me a new link"
        }
    }

    private var goOn: HTML { "<a class=\"button\" href=\"\(url: next.link)\">Go on</a>\n" }
}
