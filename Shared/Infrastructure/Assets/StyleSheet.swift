import NIOCore

/// A style sheet names fonts and pictures beside it; served, it names them by their fingerprints.
enum StyleSheet {
    /// `bytes` with every `url(…)` of a file that `fingerprint` knows replaced, and whether there was one. Other addresses stay.
    static func rewriting(_ bytes: ByteBuffer, named name: String, _ fingerprint: (String) -> String?) -> (ByteBuffer, Bool) {
        let source = String(buffer: bytes)
        var result = ""
        var rest = source[...]
        var isRewritten = false
        while let start = rest.firstRange(of: "url("), let end = rest[start.upperBound...].firstIndex(of: ")") {
            let inside = rest[start.upperBound..<end]
            let address = inside.filter { $0 != "\"" && $0 != "'" && $0 != " " }
            result += rest[..<start.upperBound]
            if let target = resolve(address, beside: name), let found = fingerprint(target) {
                result += "\"/assets/\(found)\""
                isRewritten = true
            } else {
                result += inside
            }
            rest = rest[end...]
        }
        return isRewritten ? (ByteBuffer(string: result + rest), true) : (bytes, false)
    }

    /// `bytes` without its comments and without what indents its lines. What stands in quotes stays.
    static func withoutComments(_ bytes: ByteBuffer) -> ByteBuffer {
        var result = ByteBuffer()
        var rest = bytes.readableBytesView[...]
        var quote: UInt8?
        var isAtStart = true
        while let byte = rest.first {
            if quote == nil, rest.starts(with: "/*".utf8) {
                let end = rest.dropFirst(2).firstRange(of: "*/".utf8)?.upperBound ?? rest.endIndex
                rest = rest[end...]
                continue
            }
            rest = rest.dropFirst()
            if isAtStart, quote == nil, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: " ") { continue }
            switch byte {
            case UInt8(ascii: "\\") where quote != nil:
                result.writeInteger(byte)
                if let escaped = rest.popFirst() { result.writeInteger(escaped) }
                continue
            case quote: quote = nil
            case UInt8(ascii: "\""), UInt8(ascii: "'"): if quote == nil { quote = byte }
            default: break
            }
            isAtStart = byte == UInt8(ascii: "\n")
            result.writeInteger(byte)
        }
        return result
    }

    /// The name below the root that a relative address means; nil for absolute ones and for ones that lead out of the root.
    private static func resolve(_ address: String, beside name: String) -> String? {
        guard !address.hasPrefix("/"), !address.contains(":"), !address.hasPrefix("#") else { return nil }
        var parts = name.split(separator: "/").dropLast().map(String.init)
        for part in address.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }
}
