/// The parts of a representation that a `Range` header asks for (RFC 9110, section 14.2).
enum ByteRanges: Equatable {
    /// Send all of it: there is no range, it is not in bytes, it cannot be read, or it asks for more pieces than it is worth.
    case whole
    /// In the order asked for; not empty.
    case parts([Range<Int>])
    /// None of them lies within it.
    case unsatisfiable

    /// Each part of a multipart answer costs a header; nobody who reads a file asks for more.
    static let maximumParts = 8

    /// - Parameter length: bytes of the representation.
    init(_ header: String?, length: Int) {
        guard let header, header.lowercased().hasPrefix("bytes=") else {
            self = .whole
            return
        }
        let specs = header.dropFirst(6).split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.filter { $0 != " " && $0 != "\t" } }.filter { !$0.isEmpty }
        guard !specs.isEmpty, specs.count <= Self.maximumParts else {
            self = .whole
            return
        }
        var parts: [Range<Int>] = []
        for spec in specs {
            guard let part = Self.range(spec, length) else {
                self = .whole
                return
            }
            if !part.isEmpty { parts.append(part) }
        }
        // Ranges that together are longer than the whole are a way to be sent much for little.
        if parts.reduce(0, { $0 + $1.count }) > length {
            self = .whole
        } else {
            self = parts.isEmpty ? .unsatisfiable : .parts(parts)
        }
    }

    /// Nil when `spec` is not well formed; empty when it lies outside.
    private static func range(_ spec: String, _ length: Int) -> Range<Int>? {
        let ends = spec.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
        switch (ends[0].isEmpty, ends[1].isEmpty) {
        case (true, true): return nil
        case (true, false):
            // The last so many bytes. A number too long for us is more than there is.
            let count = Int(ends[1]) ?? .max
            return max(0, length - count)..<length
        case (false, _):
            guard let first = Int(ends[0]) else { return 0..<0 }
            let last = ends[1].isEmpty ? Int.max - 1 : Int(ends[1]) ?? Int.max - 1
            guard first <= last else { return nil }
            return first < length ? first..<min(last + 1, length) : 0..<0
        }
    }
}
