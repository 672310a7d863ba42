/// Why a file did not become a picture of the store.
package enum PictureRefusal: Refusal, Equatable {
    case tooManyBytes(Int)
    /// By its first bytes.
    case unknownKind
    case tooLarge(width: Int, height: Int)
    /// It cannot be read to its end.
    case damaged
    /// It took more memory or time than a picture is given.
    case tooDemanding
    case noAlternative

    package var sentence: String {
        switch self {
        case .tooManyBytes(let bytes):
            "it has \(bytes / 1_000_000) MB, and a picture may have \(PictureLimits.bytes / 1_000_000); save it smaller, for example as a JPEG"
        case .unknownKind: "it is no JPEG, PNG, WebP, GIF, AVIF or HEIC, whatever it is called; save the picture as one of these"
        case .tooLarge(let width, let height):
            "it is \(width) × \(height) pixels; it may have \(PictureLimits.pixels / 1_000_000) million, and no side above \(PictureLimits.side)"
        case .damaged: "it is damaged, or not all of it has arrived; look whether it opens, and save it anew"
        case .tooDemanding: "it takes more memory or time than a picture is given; save it smaller, for example as a JPEG"
        case .noAlternative: "say what is to be seen on it, for those who do not see it, or that it is decoration"
        }
    }
}

/// Why the store cannot take anything now, which is no fault of the file's.
package enum PictureStoreError: Error, Sendable, Equatable, CustomStringConvertible {
    case toolMissing(String)
    case noRoom(String)
    /// A tool refused what it made itself, or was not let do it.
    case toolFailed(String, reason: String)

    package var description: String {
        switch self {
        case .toolMissing(let tool):
            "there is no \(tool) on the PATH, so pictures are shown, but none can be put in; on Debian: apt-get install \(PictureTool.package(of: tool))"
        case .noRoom(let folder): "the disk that holds \(folder) is full"
        case .toolFailed(let tool, let reason): "\(tool) failed: \(reason)"
        }
    }
}

/// What a picture may ask of us.
enum PictureLimits {
    static let bytes = 20_000_000
    /// What decoding costs grows with these, not with the bytes: a PNG of 60 KB can hold 50,000 × 50,000.
    static let pixels = 50_000_000
    /// WebP holds no more than 16,383 (RFC 9649, section 2.5).
    static let side = 16_000
}
