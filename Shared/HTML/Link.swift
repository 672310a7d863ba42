/// An address that may stand in markup: a path of this site, or an absolute one whose scheme cannot run code.
package struct Link: Sendable, Hashable {
    package let value: String

    /// A path of our own, written in the program.
    package init(path: StaticString) { value = path.description }

    /// A path of our own, made of percent-encoded segments: `Link(segments: "posts", slug.value)` is `/posts/…`.
    package init(segments: String...) { value = segments.map { "/" + Self.encode($0) }.joined() }

    /// An absolute address from outside; nil unless it is `http`, `https` or `mailto`, and free of control characters and blanks.
    package init?(absolute text: String) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        let lower = text.lowercased()
        guard ["http://", "https://", "mailto:"].contains(where: lower.hasPrefix) else { return nil }
        value = text
    }

    private init(value: String) { self.value = value }

    /// This address on `origin` (`https://market.example.org`), which is configuration.
    package func on(origin: String) -> Link { Link(value: origin + value) }

    /// This address with a query of percent-encoded `items`, in the order given.
    package func query(_ items: KeyValuePairs<String, String>) -> Link {
        Link(
            value: value + (items.isEmpty ? "" : "?")
                + items.map { Self.encode($0.key) + "=" + Self.encode($0.value) }.joined(separator: "&"))
    }

    /// Percent-encodes all but RFC 3986's unreserved characters (section 2.3).
    private static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                let digits = Array("0123456789ABCDEF".utf8)
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
