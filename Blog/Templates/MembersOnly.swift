import Shared
import SharedHTML
import SharedInfrastructure

/// What stands for the body of a post that is for members, to whoever is not signed in.
struct MembersOnly {
    let excerpt: String
    let site: Site

    var body: HTML {
        """
        <div class="prose">
        \(excerpt.isEmpty ? nil : "<p>\(excerpt)</p>")
        <p class="notice">The rest of this is for members, once they are signed in. <a href="\(url: site.link(AccountPaths.front, on: .account))">About accounts</a></p>
        </div>
        """
    }
}
