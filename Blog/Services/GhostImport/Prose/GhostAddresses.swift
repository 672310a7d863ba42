import Shared
import SharedHTML
import SharedInfrastructure

/// What addresses in an export lead to here. Ghost writes its own address as `__GHOST_URL__`, and older versions as a path only.
struct GhostAddresses: Sendable {
    /// Where the site stood: `https://old.example.org`. Files are still there; without it they are looked for here, at the same path.
    private let origin: String?
    /// Posts and pages that are in the export.
    private let posts: Set<String>

    init(origin: String?, posts: Set<String>) {
        self.origin = origin.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        self.posts = posts
    }

    /// Whether an address opens Ghost's window for signing up and in, which is on every page of it and leads nowhere here.
    static func isPortal(_ address: String) -> Bool { address.contains("#/portal") }

    /// The address that `address` has here. What is not of the old site stays as it is.
    func resolve(_ address: String) -> String {
        guard let path = localPath(address) else { return address }
        if path.hasPrefix("/content/") { return (origin ?? "") + path }
        return here(path) ?? (address.hasPrefix("http") ? address : path)
    }

    /// The path on the old site, beginning with `/`; nil for an address elsewhere.
    func localPath(_ address: String) -> String? {
        for prefix in ["__GHOST_URL__", "%%GHOST_URL%%", origin].compactMap({ $0 }) where address.hasPrefix(prefix) {
            let path = address.dropFirst(prefix.count)
            if path.isEmpty { return "/" }
            if let first = path.first, "/?#".contains(first) { return first == "/" ? String(path) : "/" + path }
        }
        return Link(local: address) == nil ? nil : address
    }

    /// The slug of the post or page of the export that a path leads to: `/slug/`, or `/2020/01/slug/`, or `/2020/01/slug.html` as in blogs
    /// that once came to Ghost from elsewhere.
    func post(at path: String) -> String? {
        let segments = path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
        guard let last = segments.last else { return nil }
        let slug = String(last.hasSuffix(".html") ? last.dropLast(5) : last)
        let isDated = segments.dropLast().allSatisfy { (2...4).contains($0.count) && $0.allSatisfy { $0.isASCII && $0.isNumber } }
        return isDated && posts.contains(slug) ? slug : nil
    }

    /// A query and a fragment, which names an id as the sanitiser writes it.
    private static func rest(_ rest: Substring) -> String {
        let prefix = "#" + HTMLPolicy.prose.identifierPrefix
        guard let mark = rest.firstIndex(of: "#"), rest.index(after: mark) < rest.endIndex, !rest[mark...].hasPrefix(prefix) else {
            return String(rest)
        }
        return rest[..<mark] + prefix + rest[mark...].dropFirst()
    }

    /// Where a path of the old site leads here; nil when nothing here is known to stand for it.
    private func here(_ path: String) -> String? {
        let end = path.firstIndex { $0 == "?" || $0 == "#" } ?? path.endIndex
        let segments = path[..<end].split(separator: "/").map(String.init)
        if segments.isEmpty { return BlogPaths.front.value + path[end...] }
        if let slug = post(at: path).flatMap({ Slug($0) }) { return BlogPaths.post(slug).value + Self.rest(path[end...]) }
        guard segments.count == 2, let slug = Slug(segments[1]) else { return nil }
        switch segments[0] {
        case "tag": return BlogPaths.tag(slug).value + path[end...]
        case "author": return BlogPaths.author(slug).value + path[end...]
        default: return nil
        }
    }
}
