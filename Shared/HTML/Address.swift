/// An address from outside, written so that every browser reads it as this type does.
///
/// Browsers forgive much in addresses (WHATWG URL, section 4.4): blanks and control characters around them, tabs and line ends inside,
/// `\` for `/`. ``init(_:)`` does to the text what they would do, then looks at what is left, so that nothing is hidden from it.
struct Address: Equatable {
    /// What the beginning of the text makes of it.
    enum Form: Equatable {
        /// `scheme:…`; the scheme is in lower case.
        case absolute(scheme: String)
        /// `//host/…`: the scheme of the page it stands on.
        case sameScheme
        /// `/…`: a path from the root of the site.
        case rooted
        /// `#…`, here without `#`.
        case fragment(String)
        /// `…`, `?…`: resolved against the address of the page it stands on.
        case relative
    }

    let text: String
    let form: Form

    /// Nil when nothing is left of `text`, or more than `maximumLength` bytes are.
    init?(_ text: String) {
        guard let tidied = Self.tidy(text), !tidied.isEmpty, tidied.utf8.count <= Self.maximumLength else { return nil }
        self.text = tidied
        form = Self.form(of: tidied)
    }

    /// In bytes. Longer ones are cut or refused by servers on the way.
    static let maximumLength = 8192

    /// Whether the scheme is one of `schemes`, and an address of the web names a host.
    func isAbsolute(_ schemes: Set<String>) -> Bool {
        guard case .absolute(let scheme) = form, schemes.contains(scheme) else { return false }
        guard scheme == "http" || scheme == "https" else { return text.utf8.count > scheme.utf8.count + 1 }
        let rest = text.utf8.dropFirst(scheme.utf8.count + 1)
        guard rest.starts(with: "//".utf8), let host = rest.dropFirst(2).first else { return false }
        return !"/?#:@".utf8.contains(host)
    }

    private static func form(of text: String) -> Form {
        let bytes = text.utf8
        if bytes.starts(with: "//".utf8) { return .sameScheme }
        if bytes.first == UInt8(ascii: "/") { return .rooted }
        if bytes.first == UInt8(ascii: "#") { return .fragment(String(text.dropFirst())) }
        guard let first = bytes.first, first.isLetter, let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return .relative }
        let scheme = bytes[..<colon]
        guard scheme.allSatisfy({ $0.isLetter || "0123456789+-.".utf8.contains($0) }) else { return .relative }
        return .absolute(scheme: String(decoding: scheme.map { $0 | 0x20 }, as: UTF8.self))
    }

    /// Nil when a control character is left in the middle.
    private static func tidy(_ text: String) -> String? {
        let trimmed = text.utf8.drop { $0 <= 0x20 }
        guard let last = trimmed.lastIndex(where: { $0 > 0x20 }) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(trimmed.count)
        var beforeQuery = true
        for byte in trimmed[...last] {
            switch byte {
            case 0x09, 0x0A, 0x0D: continue
            case 0x00..<0x20, 0x7F: return nil
            case 0x20: bytes.append(contentsOf: "%20".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "%22".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "%3C".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "%3E".utf8)
            case UInt8(ascii: "`"): bytes.append(contentsOf: "%60".utf8)
            case UInt8(ascii: "\\") where beforeQuery: bytes.append(UInt8(ascii: "/"))
            case UInt8(ascii: "?"), UInt8(ascii: "#"):
                beforeQuery = false
                bytes.append(byte)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
