import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing

struct ChromeTests {
    @Test(arguments: ServiceName.allCases)
    func `Every page shows at least five fragments of at least four other services`(service: ServiceName) {
        let page = SharedChrome(site: .site(service)).layout(EmptyPage(), at: "/")
        let others = page.fragments.map(\.type.origin).filter { $0 != service }
        #expect(others.count >= 5)
        #expect(Set(others).count >= 4)
    }

    @Test func `A page says where it is, what it is, and how it is shown elsewhere`() {
        let page = SharedChrome(site: .site(.market)).layout(EmptyPage(), at: "/").withFallbacks.description
        #expect(page.contains("<title>A &amp; B · Rose Ash</title>"))
        #expect(page.contains("<link rel=\"canonical\" href=\"http://market.rose-ash.localhost:8000/a\">"))
        #expect(page.contains("<meta property=\"og:url\" content=\"http://market.rose-ash.localhost:8000/a\">"))
        #expect(page.contains("lang=\"en-GB\"") && page.contains("href=\"#main\"") && page.contains("id=\"main\""))
        #expect(page.contains("aria-current=\"true\">Market</a>"))
        #expect(PageCheck(page).faults == [])
    }

    @Test(arguments: [400, 403, 404, 405, 413, 415, 429, 500, 503])
    func `An error page says what is so, what to do and where to go, with every other service down`(status: Int) {
        let problem = Problem(HTTPResponse.Status(code: status))
        let page = ErrorPage(chrome: SharedChrome(site: .test)).errorPage(problem, requestID: RequestID()).description
        #expect(page.contains("<h1>\(("\(problem.title)" as HTML).description)</h1>"))
        #expect(page.contains(("\(problem.advice)" as HTML).description))
        #expect(page.contains("What we sell") && page.contains("<meta name=\"robots\" content=\"noindex\">"))
        #expect(page.contains("The number of this request is") == (status >= 500))
        #expect(PageCheck(page).faults == [])
    }

    @Test func `A service overrides what it wants otherwise, also when it is asked as any chrome`() {
        let chrome: any Chrome = QuietChrome(site: .test)
        let page = chrome.layout(EmptyPage(), at: "/").withFallbacks.description
        #expect(page.contains("<footer>quiet</footer>") && !page.contains("footer-columns"))
    }
}

private struct EmptyPage: PageView {
    var title: String { "A & B" }
    var description: String { "Nothing." }
    var canonical: Link? { Link(path: "/a") }
    var tags: Set<CacheTag> { [] }
    var body: Composition { "<h1>Nothing</h1>" }
}

private struct QuietChrome {
    let site: Site
}

extension QuietChrome: Chrome {
    func footer(_ parts: ChromeParts) -> Composition { "<footer>quiet</footer>" }
}
