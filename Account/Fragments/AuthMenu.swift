import Shared
import SharedHTML
import SharedInfrastructure

/// `auth-menu`: who is signed in, in the header of every page of the site. While nobody can sign in, it leads to the page that says so
/// rather than to a form that is not there.
struct AuthMenu: FragmentRenderer {
    static let type = FragmentType.authMenu
    let people: any People
    let site: Site

    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment {
        guard let id = visitor.member else { return RenderedFragment(view("Account"), tags: []) }
        guard let person = try await people.person(id) else { return RenderedFragment(view("Account"), tags: [CacheTag(id)]) }
        return RenderedFragment(view("<span class=\"visually-hidden\">Signed in as </span>\(person.name)"), tags: [CacheTag(id)])
    }

    private func view(_ words: HTML) -> HTML {
        "<div class=\"auth-menu\"><a href=\"\(url: site.link(AccountPaths.front, on: .account))\">\(words)</a></div>"
    }
}
