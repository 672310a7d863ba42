import FoundationEssentials
import Shared
import SharedHTML
import SharedInfrastructure

/// What this site knows of whoever asks.
struct FrontPage: PageView {
    let standing: Standing
    let site: Site

    var title: String { "Account" }
    var description: String { "What this site knows of you." }
    var canonical: Link? { AccountPaths.front }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        switch standing {
        case .signedOut: "\(signedOut)\(KnownOfEverybody(site: site).body)"
        case .signedIn(let person, let devices):
            "\(signedIn(person))\(SignedInDevices(devices: devices).body)\(KnownOfEverybody(site: site).body)"
        }
    }

    private var signedOut: HTML {
        """
        <header class="opening">
        <h1>You are not signed in</h1>
        <p class="lead">You need no account to read, to look around the market or to fill a basket. Nobody can sign up or sign in here yet.</p>
        </header>

        """
    }

    private func signedIn(_ person: Person) -> HTML {
        """
        <header class="opening">
        <h1>Hello, \(person.name)</h1>
        <p class="lead">You are signed in as \(person.username.description), with \(person.email.description), since \(EnglishDay(person.joinedAt).text) a member.</p>
        </header>

        """
    }
}
