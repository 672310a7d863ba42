/// Where a page inside a page leads when it is opened as a page of its own.
package struct EmbedLink: Sendable, Equatable {
    package let address: String
    /// What the link says: the title it was given, or else the host.
    package let text: String

    /// Nil unless `address` is absolute, or begins with `//`.
    package init?(address: String, title: String = "") {
        guard let read = Address(address) else { return nil }
        let absolute = read.form == .sameScheme ? "https:" + read.text : read.text
        guard Address(absolute)?.isAbsolute(["http", "https"]) == true else { return nil }
        let afterScheme = absolute.drop { $0 != "/" }.dropFirst(2)
        let host = afterScheme.prefix { !"/?#".contains($0) }.lowercased()
        let path = afterScheme.dropFirst(host.count).prefix { !"?#".contains($0) }.split(separator: "/").map(String.init)
        let words = title.split { $0.isWhitespace }.joined(separator: " ")
        text = words.isEmpty ? (host.hasPrefix("www.") ? String(host.dropFirst(4)) : host) : words
        self.address = Self.page(host: host, path: path) ?? absolute
    }

    /// Players have an address that is not the one for people.
    private static func page(host: String, path: [String]) -> String? {
        guard path.count == 2, !path[1].isEmpty else { return nil }
        switch (host, path[0]) {
        case ("www.youtube.com", "embed"), ("youtube.com", "embed"), ("www.youtube-nocookie.com", "embed"):
            return "https://www.youtube.com/watch?v=\(path[1])"
        case ("player.vimeo.com", "video"): return "https://vimeo.com/\(path[1])"
        default: return nil
        }
    }
}
