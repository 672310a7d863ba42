import HTTPTypes
import Hummingbird
import SharedHTML

extension LocalPath {
    /// The query's item that says how a silent sign-in went: `sso=none`, nobody is signed in.
    static let silentName = "sso"
    static let silentFailure = "none"

    /// Where `request` wants to go on to after signing in: what it says, or else the page of `origin` that led to it, which the header of every
    /// page cannot say itself, since it is the same for all pages. Never back into the sign-in, and without word of an earlier one.
    init(after request: Request, on origin: Origin) {
        let given = request.uri.queryParameters[values: Substring(AuthPaths.nextName)]
        var path: LocalPath?
        if let first = given.first {
            path = given.count == 1 ? LocalPath(first) : nil
        } else if let referer = request.headers[.referer], referer.hasPrefix("\(origin)/") {
            path = LocalPath(referer.dropFirst(origin.description.utf8.count))
        }
        let clean = path?.withoutSilence ?? .front
        self = clean.description.hasPrefix(AuthPaths.folder) ? .front : clean
    }

    /// Without what says how a silent sign-in went.
    var withoutSilence: LocalPath {
        let (path, query, rest) = parts
        let kept = query.split(separator: "&", omittingEmptySubsequences: false).filter { $0.prefix { $0 != "=" } != Self.silentName }
        guard kept.count < query.split(separator: "&", omittingEmptySubsequences: false).count else { return self }
        return LocalPath("\(path)\(kept.isEmpty ? "" : "?")\(kept.joined(separator: "&"))\(rest)") ?? .front
    }

    /// The same page, told that nobody is signed in.
    var afterSilence: LocalPath {
        let (path, query, rest) = withoutSilence.parts
        return LocalPath("\(path)?\(query)\(query.isEmpty ? "" : "&")\(Self.silentName)=\(Self.silentFailure)\(rest)") ?? .front
    }

    /// Itself, its path when that is as short as asked for, or the front page.
    func shortened(to limit: Int) -> LocalPath {
        if description.utf8.count <= limit { return self }
        let path = String(parts.path)
        return path.utf8.count <= limit ? LocalPath(path) ?? .front : .front
    }

    private var parts: (path: Substring, query: Substring, rest: Substring) {
        let text = description[...]
        let end = text.firstIndex(of: "#") ?? text.endIndex
        let mark = text[..<end].firstIndex(of: "?") ?? end
        return (text[..<mark], text[mark..<end].dropFirst(), text[end...])
    }
}
