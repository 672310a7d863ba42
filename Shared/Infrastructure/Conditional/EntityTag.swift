/// A validator of one representation (RFC 9110, section 8.8.3).
package struct EntityTag: Sendable, Hashable, CustomStringConvertible {
    /// Without quotes and without `W/`.
    package let opaque: String
    /// Whether two that are equal may still differ in bytes.
    package let isWeak: Bool

    /// `opaque`: printable ASCII without quotes.
    package init(_ opaque: String, isWeak: Bool = false) {
        self.opaque = opaque
        self.isWeak = isWeak
    }

    /// As the header has it: `"abc"`, `W/"abc"`.
    package var description: String { isWeak ? "W/\"\(opaque)\"" : "\"\(opaque)\"" }

    /// Reads one; nil when it is not well formed.
    package init?(parsing text: some StringProtocol) {
        var rest = Substring(text)
        let isWeak = rest.hasPrefix("W/")
        if isWeak { rest = rest.dropFirst(2) }
        guard rest.utf8.count >= 2, rest.hasPrefix("\""), rest.hasSuffix("\"") else { return nil }
        let opaque = rest.dropFirst().dropLast()
        guard opaque.utf8.allSatisfy({ $0 == 0x21 || ($0 >= 0x23 && $0 != 0x7F) }) else { return nil }
        self.init(String(opaque), isWeak: isWeak)
    }
}

/// A list of tags, or `*`: the value of `If-None-Match` and `If-Match` (sections 13.1.1 and 13.1.2).
package enum EntityTagList: Sendable, Equatable {
    /// `*`: whatever there is.
    case any
    case tags([EntityTag])

    /// Reads a list. What is no tag in it is skipped, so that one proxy's mistake does not lose the others.
    package init(parsing header: String) {
        var tags: [EntityTag] = []
        var rest = Substring(header)
        while let start = rest.firstIndex(where: { $0 != " " && $0 != "\t" && $0 != "," }) {
            rest = rest[start...]
            if rest.hasPrefix("*") {
                self = .any
                return
            }
            guard rest.hasPrefix("\"") || rest.hasPrefix("W/\"") else {
                rest = rest[(rest.firstIndex(of: ",") ?? rest.endIndex)...]
                continue
            }
            // A comma may stand inside the quotes, so the list cannot be split.
            guard let open = rest.firstIndex(of: "\""), let close = rest[rest.index(after: open)...].firstIndex(of: "\"") else { break }
            if let tag = EntityTag(parsing: rest[...close]) { tags.append(tag) }
            rest = rest[rest.index(after: close)...]
        }
        self = .tags(tags)
    }

    /// Whether `tag` is among them by weak comparison (section 8.8.3.2), which `If-None-Match` asks for.
    package func containsWeakly(_ tag: EntityTag) -> Bool {
        switch self {
        case .any: true
        case .tags(let tags): tags.contains { $0.opaque == tag.opaque }
        }
    }

    /// Whether `tag` is among them by strong comparison, which `If-Match` and `If-Range` ask for.
    package func containsStrongly(_ tag: EntityTag) -> Bool {
        switch self {
        case .any: true
        case .tags(let tags): !tag.isWeak && tags.contains { $0 == tag }
        }
    }
}
