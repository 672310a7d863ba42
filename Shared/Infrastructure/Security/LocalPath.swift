/// A path and query of our own site, to go on to after signing in. Only what cannot lead anywhere else: `//x`, `/\x`, their encoded forms
/// and control characters are refused (RFC 9700, section 4.11: open redirection).
package struct LocalPath: Sendable, Hashable, CustomStringConvertible {
    /// Bytes that such a path may have.
    package static let limit = 4000
    package static let front = LocalPath(checked: "/")

    package let description: String
    private init(checked: String) { description = checked }

    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.count <= Self.limit,
            bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return nil }
        // What follows the first slash, with escapes undone as often as somebody might undo them.
        var rest = Array(bytes.dropFirst().prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        for _ in 0..<4 {
            guard let first = rest.first else { break }
            guard first != UInt8(ascii: "/"), first != UInt8(ascii: "\\"), !rest.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
                return nil
            }
            let undone = Self.undoingEscapes(rest)
            if undone == rest { break }
            rest = undone
        }
        description = String(text)
    }

    private static func undoingEscapes(_ bytes: [UInt8]) -> [UInt8] {
        var undone: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                undone.append(value)
                index += 3
            } else {
                undone.append(bytes[index])
                index += 1
            }
        }
        return undone
    }
}

extension LocalPath: FormValue {
    package init?(formText: String) { self.init(formText) }
    package static var expectation: String { "This leads away from our site. Leave it out." }
}
