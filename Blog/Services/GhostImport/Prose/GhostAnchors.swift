/// The ids that Ghost gives headings, so that a list of contents that somebody made by hand leads to them (its `kg-utils`, `slugify`).
enum GhostAnchors {
    /// Of Mobiledoc that was written before Ghost 4.
    case mobiledoc
    case sinceGhost4

    /// Nil when it would need letters that ids here have not.
    func id(of heading: String) -> String? {
        let text = heading.lowercased()
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let words = text.filter { !leftOut.contains($0) }.split(whereSeparator: \.isWhitespace).joined(separator: "-")
        let id =
            switch self {
            case .mobiledoc: words.replacing(/[^a-z0-9_]+/, with: "-")
            case .sinceGhost4: words.replacing(/^-|-{2,}|-$/, with: "")
            }
        return id.isEmpty ? nil : id
    }

    private var leftOut: String {
        switch self {
        case .mobiledoc: "<>&\"?"
        case .sinceGhost4: "[]!\"#$%&'()*+,./:;<=>?@\\^_{|}~"
        }
    }
}
