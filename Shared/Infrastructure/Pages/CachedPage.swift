import Hummingbird
import Shared

/// Under what a page is kept: its service, its path, and the query's items that it depends on.
struct CachedPage: Sendable {
    let path: String
    /// Its own part, with places for fragments.
    let own: PartKey
    /// It with those fragments that are the same for everyone: what a page shows to somebody is this and little more.
    let common: PartKey
    /// All of it, as those see it who neither are signed in nor have a basket.
    let whole: PartKey

    /// - Parameter query: the names of the items that the page depends on; others, and their order, do not make another page.
    init(_ request: Request, service: ServiceName, query: [String]) {
        path = Self.normal(request.uri.path)
        var text = service.rawValue + path
        if !query.isEmpty, request.uri.query != nil {
            let given = request.uri.queryParameters
            for name in query {
                // The length keeps `a` = "1&b=2" apart from `a` = "1", `b` = "2".
                if let value = given[Substring(name)] { text += "?\(name)=\(value.utf8.count):\(value)" }
            }
        }
        let identity = PartIdentity(text)
        own = PartKey(identity, kind: .own)
        common = PartKey(identity, kind: .common)
        whole = PartKey(identity, kind: .whole)
    }

    /// The router skips empty segments, so `//post/` is the page `/post`, and must not be kept as another.
    private static func normal(_ path: String) -> String {
        let segments = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
        // Nothing to skip, as mostly: a slash before each segment, and no other.
        if path.utf8.count == segments.reduce(0, { $0 + 1 + $1.count }), !segments.isEmpty { return path }
        return "/" + segments.map { String(Substring($0)) }.joined(separator: "/")
    }
}
