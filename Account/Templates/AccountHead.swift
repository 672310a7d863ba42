import Shared
import SharedHTML
import SharedInfrastructure

/// How every page of a member's account opens: the way back, what it is, and what has just been done there.
struct AccountHead {
    let title: String
    let lead: String
    var crumbs: [(words: String, link: Link)] = []
    var news: AccountNews?

    var body: HTML {
        """
        <header class="opening">
        \(Breadcrumbs([("Account", AccountPaths.front)] + crumbs).body)
        <h1><bdi>\(title)</bdi></h1>
        <p class="lead">\(lead)</p>
        \(news?.notice)</header>

        """
    }
}
