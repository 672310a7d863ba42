import Hummingbird
import Shared

/// Under what a page is kept: its service, its path, and the query's items that it depends on.
struct CachedPage: Sendable {
    let path: String
    /// Its own part, with places for fragments.
    let own: PartKey
    /// All of it, as those see it who neither are signed in nor have a basket.
    let whole: PartKey

    /// - Parameter query: the names of the items that the page depends on; others, and their order, do not make another page.
    init(_ request: Request, service: ServiceName, query: [String]) {
        // The router skips empty segments, so `//post/` is the page `/post`, and must not be kept as another.
        path = "/" + request.uri.path.split(separator: "/").joined(separator: "/")
        var identity = service.rawValue + path
        if !query.isEmpty {
            let given = request.uri.queryParameters
            for name in query {
                // The length keeps `a` = "1&b=2" apart from `a` = "1", `b` = "2".
                if let value = given[Substring(name)] { identity += "?\(name)=\(value.utf8.count):\(value)" }
            }
        }
        own = PartKey("own:" + identity)
        whole = PartKey("whole:" + identity)
    }
}
