import NIOCore

/// A fragment as its origin rendered it.
struct OriginAnswer: Sendable {
    let markup: ByteBuffer
    let tags: [CacheTag]
    let build: String

    /// The most bytes that a fragment may have.
    static let byteLimit = 256 * 1024
}
