import HTTPTypes
import Shared
package import SharedHTML

/// What people see instead of a page: what is so, what to do now, and the ways on. It asks nobody: the chrome around it shows every
/// fragment's fallback, so it works when all else is down.
package struct ErrorPage: ErrorPageView {
    private let chrome: any Chrome

    package init(chrome: any Chrome) { self.chrome = chrome }

    package func errorPage(_ problem: Problem, requestID: RequestID) -> HTML {
        let view = ProblemView(
            problem: problem, number: problem.status.kind == .serverError ? requestID.description : nil, site: chrome.site)
        return chrome.document(view, parts: ChromeParts(), main: view.body).withFallbacks
    }
}

/// The middle of an error page.
struct ProblemView: PageView {
    let problem: Problem
    /// The request's, when telling us of it helps.
    let number: String?
    let site: Site

    var title: String { problem.title }
    var description: String { problem.advice }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <div class="problem"><div class="opening">
        <p class="eyebrow">\(problem.status.code)</p>
        <h1>\(problem.title)</h1>
        <p class="lead">\(problem.advice)</p>
        \(number.map { "<p class=\"hint\">The number of this request is <code>\($0)</code>. Tell it to us, and we can look for what happened.</p>\n" })\
        \(isLost ? search : nil)\
        <nav aria-label="Ways on"><ul class="ways">
        <li><a href="/">The front page</a></li>
        <li><a href="\(url: site.link(BlogPaths.front, on: .blog))">What we write</a></li>
        <li><a href="\(url: site.link(MarketPaths.front, on: .market))">What we sell</a></li>
        <li><a href="\(url: site.link(EventsPaths.front, on: .events))">What’s on</a></li>
        <li><a href="\(url: site.link(CartPaths.basket, on: .cart))">Your basket</a></li>
        </ul></nav>
        </div>
        <div class="problem-mark">\(Mark().body)</div></div>
        """
    }

    private var isLost: Bool { [404, 410].contains(problem.status.code) }

    private var search: HTML {
        """
        <form class="with-button problem-search" role="search" aria-label="For what you looked for" action="\(url: SearchPaths.front)">
        \(FormField(SearchPaths.words, label: "Search for it").body)
        <button class="button">Search</button></form>

        """
    }
}
