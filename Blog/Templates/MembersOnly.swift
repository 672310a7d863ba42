import Shared
import SharedHTML
import SharedInfrastructure

/// What stands for the body of a post that is for members, to whoever is not signed in.
struct MembersOnly {
    let excerpt: String

    var body: HTML {
        """
        <div class="prose">
        \(excerpt.isEmpty ? nil : "<p>\(excerpt)</p>")
        <p class="notice">The rest of this is for members. <a href="\(url: AuthPaths.login)" rel="nofollow">Sign in</a>, or join the same way: all it takes is your address.</p>
        </div>
        """
    }
}
