import Shared
import SharedHTML
import SharedInfrastructure

/// The way on to a client, which the browser takes by itself.
struct ContinuePage: PageView {
    let name: String
    let link: Link

    var title: String { "On to \(name)" }
    var description: String { "You are on your way." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening"><h1>\(title)</h1>
        <p class="lead">You are on your way. If nothing happens, <a href="\(url: link)" rel="noreferrer">go on to \(name)</a>.</p></header>
        """
    }
}
