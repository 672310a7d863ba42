import Shared
import SharedHTML
import SharedInfrastructure

/// What an account is for, to readers; one's own, to members.
struct FrontPage: PageView {
    let standing: Standing
    let site: Site

    var title: String { "Account" }
    var description: String { "Your account at \(Site.name): who you are here, where you are signed in, and what is kept of you." }
    var canonical: Link? { AccountPaths.front }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        switch standing {
        case .reader: "\(forReaders)\(KnownOfEverybody(site: site).body)"
        case .member(let dashboard): "\(DashboardView(dashboard: dashboard, site: site).body)\(KnownOfEverybody(site: site).body)"
        }
    }

    private var forReaders: HTML {
        """
        <header class="opening">
        <h1>You are not signed in</h1>
        <p class="lead">You need no account to read, to look around the market or to fill a basket. With one, your basket comes along to your other devices.</p>
        <p><a class="button" href="\(url: AuthPaths.login(then: "/"))">Sign in, or join</a></p>
        <p class="hint">There is no password. You say where mail reaches you, and open the link that we send there. Who is new then chooses a name.</p>
        </header>

        """
    }
}
