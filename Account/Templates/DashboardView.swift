import Shared
import SharedHTML
import SharedInfrastructure

/// A member's own front page: who they are here, and the ways to all that they can do about it.
struct DashboardView {
    let dashboard: Dashboard
    let site: Site
    private var person: Person { dashboard.person }

    var body: HTML {
        """
        <header class="opening">
        <h1>Hello, <bdi>\(person.name)</bdi></h1>
        <p class="lead">You are signed in as \(person.username.description), a member since \(EnglishDay(person.joinedAt).text).</p>
        </header>
        \(dashboard.change.map(underWay))\
        \(dashboard.isOperator ? "<section class=\"section\"><h2>Looking after the site</h2>\n<ul class=\"cards are-wide\">\n\(people)</ul></section>\n" : nil)\
        <section class="section"><h2>You</h2>
        <ul class="cards are-wide">
        \(card("Your name", AccountPaths.profile, person.name))\
        \(card("Your address", AccountPaths.address, person.email.description))\
        \(dashboard.roles.isEmpty ? nil : roles)\
        </ul></section>
        <section class="section"><h2>Ways in</h2>
        <ul class="cards are-wide">
        \(card("Your devices", AccountPaths.devices, devices))\
        \(card("Your passkeys", site.link(FederationPaths.passkeys, on: .federation), "Sign in with your finger, your face or your screen’s lock instead of a mail."))\
        \(card("Programs that know you", AccountPaths.consents, "Programs of others that you let know who you are, and the way to take it back."))\
        \(card("What happened", AccountPaths.history, "Every time that somebody signed in, and every change."))\
        </ul></section>
        <section class="section"><h2>What is yours</h2>
        <ul class="cards are-wide">
        \(card("All that is kept of you", AccountPaths.records, "To read, and to take along in a file."))\
        \(card("Leave", AccountPaths.leaving, "You go, and what is kept of you goes, too."))\
        </ul></section>
        <form method="post" action="\(url: AuthPaths.logout)"><button class="button is-quiet">Sign out</button></form>

        """
    }

    private var people: HTML {
        card("People", AccountPaths.people, "Everybody who has an account; who may do what.")
    }

    private var roles: HTML {
        """
        <li class="card"><div class="card-words"><h3>Your roles</h3>
        \(dashboard.roles.map { "<p>\($0.firstCapital)</p>\n" })</div></li>

        """
    }

    private var devices: String {
        switch dashboard.devices {
        case ...1: "You are signed in here, and nowhere else."
        case let count: "You are signed in in \(count) places."
        }
    }

    private func underWay(_ change: AddressChange) -> HTML {
        """
        <p class="notice">Your address is about to become \(change.new.description). <a href="\(url: AccountPaths.address)">See what is missing</a></p>

        """
    }

    private func card(_ title: String, _ link: Link, _ words: String) -> HTML {
        """
        <li class="card"><div class="card-words"><h3><a href="\(url: link)">\(title)</a></h3>
        <p><bdi>\(words)</bdi></p></div></li>

        """
    }
}

extension String {
    /// As a sentence begins.
    var firstCapital: String { prefix(1).uppercased() + dropFirst() }
}
