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
        bytes.withUnsafeReadableBytes { source in
            var result = ByteBuffer()
            // What is kept goes over in runs: a byte at a time would cost seconds in a debug build.
            var run = 0
            var next = 0
            var quote: UInt8?
            var isAtStart = true
            func keep(upTo end: Int, goingOnAt start: Int) {
                result.writeBytes(UnsafeRawBufferPointer(rebasing: source[run..<end]))
                (run, next) = (start, start)
            }
            while next < source.count {
                let byte = source[next]
                if let open = quote {
                    if byte == UInt8(ascii: "\\") { next += 1 } else if byte == open { quote = nil }
                    next = min(next + 1, source.count)
                    isAtStart = false
                } else if byte == UInt8(ascii: "/"), next + 1 < source.count, source[next + 1] == UInt8(ascii: "*") {
                    keep(upTo: next, goingOnAt: commentEnd(source, from: next + 2))
                } else if isAtStart, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: " ") {
                    var end = next + 1
                    while end < source.count, source[end] == UInt8(ascii: "\n") || source[end] == UInt8(ascii: " ") { end += 1 }
                    keep(upTo: next, goingOnAt: end)
                } else {
                    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
                    isAtStart = byte == UInt8(ascii: "\n")
                    next += 1
                }
            }
            keep(upTo: source.count, goingOnAt: source.count)
            return result
        }
    }

    /// Where what follows a comment begins; the end when it is not closed.
    private static func commentEnd(_ source: UnsafeRawBufferPointer, from start: Int) -> Int {
        var end = start
        while end + 1 < source.count {
            if source[end] == UInt8(ascii: "*"), source[end + 1] == UInt8(ascii: "/") { return end + 2 }
            end += 1
        }
        return source.count
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
