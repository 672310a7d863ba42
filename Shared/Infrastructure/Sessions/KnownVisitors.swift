import HTTPTypes
import Synchronization

/// What the cookies of recent requests said: a browser sends the same ones with each, and proving them anew costs as much as composing a
/// page from its parts.
final class KnownVisitors: Sendable {
    /// Longer headers are not remembered, so that what is stays within about 2 MB.
    private static let longest = 512
    private static let limit = 4000

    private let cookies: VisitorCookies
    private let known = Mutex(RecentEntries<String, VisitorCookies.Found>(limit: limit))

    init(_ cookies: VisitorCookies) { self.cookies = cookies }

    func find(in headers: HTTPFields) -> VisitorCookies.Found {
        var header: String?
        for field in headers where field.name == .cookie {
            guard header == nil else { return cookies.find(in: headers) }
            header = field.value
        }
        guard let header else { return .init() }
        guard header.utf8.count <= Self.longest else { return cookies.find(in: headers) }
        if let found = known.withLock({ $0.find(header) }) { return found }
        let found = cookies.find(in: headers)
        if found.forged.isEmpty { known.withLock { $0.insert(found, for: header) } }
        return found
    }
}
