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
