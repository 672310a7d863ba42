import FoundationEssentials
import Hummingbird
import Shared

/// The search, on every service alike: whoever looks for something stays on the subdomain where they are.
struct SearchRoutes {
    let search: any Search
    let gate: SearchGate
    /// With the service's chrome.
    let pages: PageResponder
    /// With nothing around it.
    let parts: PageResponder
    let site: Site

    /// Short, since what is typed is mostly typed once, and what was coming is over one day.
    private static let timeToLive = Duration.seconds(60)
    private static let longestKept = 16

    func add(to routes: Routes) {
        routes.get(SearchPaths.pattern, use: show)
        routes.get(SearchPaths.suggestionsPattern, use: suggest)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = words(request)
        guard let kind = try request.item(SearchPaths.kind), !words.isEmpty else {
            return try await pages.respond(to: request, context, caching: Self.caching(words, request, [SearchPaths.words])) {
                SearchPage(words: words, findings: try await best(words, SearchPage.best), kind: nil, site: site)
            }
        }
        guard let kind = SearchKind(rawValue: kind) else { throw Problem.notFound }
        let page = try request.page(size: SearchPage.pageSize)
        let query = [SearchPaths.words, SearchPaths.kind, "page"]
        return try await pages.respond(to: request, context, caching: Self.caching(words, request, query)) {
            let findings = try await gate.pass { try await search.all(kind, words, at: .now, page) }
            guard page.number == 1 || findings.total > 0 else { throw Problem.notFound }
            return SearchPage(words: words, findings: findings, kind: kind, site: site)
        }
    }

    @Sendable func suggest(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = words(request)
        var response = try await parts.respond(to: request, context, caching: Self.caching(words, request, [SearchPaths.words])) {
            SearchSuggestions(words: words, findings: try await best(words, SearchSuggestions.best, isBrief: true), site: site)
        }
        response.headers[.xRobotsTag] = "noindex"
        return response
    }

    /// What many look for is short, and written as it is read. The rest is kept nowhere: it would drive from the cache what is asked for again.
    private static func caching(_ words: SearchWords, _ request: Request, _ query: [String]) -> PageCaching {
        let isCommon =
            words.typed.utf8.count <= longestKept
            && request.uri.queryParameters[Substring(SearchPaths.words)].map { $0 == words.typed } ?? true
        return isCommon ? .everyone(timeToLive: timeToLive, query: query) : .never
    }

    private func best(_ words: SearchWords, _ limit: Int, isBrief: Bool = false) async throws -> SearchFindings {
        guard !words.isEmpty else { return SearchFindings(PageRequest()) }
        return try await gate.pass { try await search.best(words, at: .now, atMost: limit, isBrief: isBrief) }
    }

    /// What is looked for; of several, the first. A form writes a blank as `+` (URL Standard, section 5.1), which is no letter in any case.
    private func words(_ request: Request) -> SearchWords {
        let text = request.uri.queryParameters[Substring(SearchPaths.words)] ?? ""
        return SearchWords(String(text.map { $0 == "+" ? " " : $0 }))
    }
}
