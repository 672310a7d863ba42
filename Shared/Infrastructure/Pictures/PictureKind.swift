/// What a file is by its first bytes, whatever it is called. Only these are taken: each is read by a loader that libvips trusts with files
/// from anybody.
enum PictureKind: Sendable, CaseIterable {
    case jpeg, png, webp, gif
    /// AVIF, and HEIC as telephones take it.
    case heif

    /// Nil for everything else: SVG, TIFF, PDF, text.
    init?(_ bytes: [UInt8]) {
        func holds(_ text: String, at offset: Int) -> Bool { bytes.dropFirst(offset).starts(with: text.utf8) }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if holds("RIFF", at: 0), holds("WEBP", at: 8) {
            self = .webp
        } else if holds("GIF87a", at: 0) || holds("GIF89a", at: 0) {
            self = .gif
        } else if holds("ftyp", at: 4), Self.brands.contains(where: { holds($0, at: 8) }) {
            self = .heif
        } else {
            return nil
        }
    }

    /// Of libvips, for such a file and no other.
    var loader: String {
        switch self {
        case .jpeg: "jpegload"
        case .png: "pngload"
        case .webp: "webpload"
        case .gif: "gifload"
        case .heif: "heifload"
        }
    }

    /// ISO 14496-12, section 4.3, and ISO 23008-12, annex B.
    private static let brands = ["avif", "heic", "heix", "heim", "heis", "mif1"]
}
