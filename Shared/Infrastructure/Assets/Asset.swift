import NIOCore

/// One static file, as it is served.
struct Asset: Sendable {
    /// Where its bytes are.
    enum Content: Sendable {
        case memory(ByteBuffer)
        /// Read when asked for.
        case file(path: String)
    }

    let content: Content
    let length: Int
    let contentType: String
    /// Strong: the first 64 bits of the SHA-256 of its bytes, in hexadecimal.
    let tag: EntityTag
    /// Seconds since 1970.
    let lastModified: Int64
    /// Whether the name that it was asked for by holds its hash, so that it never changes.
    var isImmutable: Bool
}
