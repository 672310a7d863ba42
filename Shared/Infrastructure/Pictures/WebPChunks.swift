/// A WebP file as its chunks (RFC 9649, section 2.7). libvips writes an EXIF chunk into each, also when told to strip it.
enum WebPChunks {
    /// `file` with nothing but what is needed to show it; nil when it is no WebP file.
    static func withoutMetadata(_ file: [UInt8]) -> [UInt8]? {
        guard file.starts(with: "RIFF".utf8), file.dropFirst(8).starts(with: "WEBP".utf8) else { return nil }
        var kept: [UInt8] = []
        var rest = file.dropFirst(12)
        while rest.count >= 8 {
            let name = String(decoding: rest.prefix(4), as: UTF8.self)
            let size = rest.dropFirst(4).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            // A chunk of odd size is followed by one byte of padding.
            let whole = 8 + size + size % 2
            guard rest.count >= whole else { return nil }
            var chunk = Array(rest.prefix(whole))
            rest = rest.dropFirst(whole)
            guard needed.contains(name) else { continue }
            // The flags that say that ICC, EXIF and XMP are there.
            if name == "VP8X" { chunk[8] &= ~0b0010_1100 }
            kept += chunk
        }
        guard rest.isEmpty else { return nil }
        let size = UInt32(kept.count + 4)
        return Array("RIFF".utf8) + (0..<4).map { UInt8(truncatingIfNeeded: size >> ($0 * 8)) } + Array("WEBP".utf8) + kept
    }

    private static let needed: Set = ["VP8 ", "VP8L", "VP8X", "ALPH"]
}
