import Shared
import SharedHTML
import SharedInfrastructure

/// `auth-menu`: who is signed in, in the header of every page of the site. The ways in and out are paths, so that the same markup leads to the
/// ones of whichever service shows it; which page led there, the browser says.
struct AuthMenu: FragmentRenderer {
    static let type = FragmentType.authMenu
    let people: any People
    let site: Site

    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment {
        guard let id = visitor.member else { return RenderedFragment(signedOut, tags: []) }
        guard let person = try await people.person(id) else { return RenderedFragment(signedOut, tags: [CacheTag(id)]) }
        return RenderedFragment(menu(of: person), tags: [CacheTag(id)])
    }

    private var signedOut: HTML {
        "<div class=\"auth-menu\"><a rel=\"nofollow\" href=\"\(url: AuthPaths.login)\">Sign in</a></div>"
    }

    private func menu(of person: Person) -> HTML {
        """
        <div class="auth-menu"><details>
        <summary><span class="auth-menu-mark" aria-hidden="true">\(person.name.prefix(1).uppercased())</span>\
        <span class="visually-hidden">Signed in as </span><span class="auth-menu-name">\(person.name)</span></summary>
        <ul>
        <li><a href="\(url: site.link(AccountPaths.front, on: .account))">Account</a></li>
        <li><form method="post" action="\(url: AuthPaths.logout)"><button>Sign out</button></form></li>
        </ul>
        </details></div>
        """
    }
}
