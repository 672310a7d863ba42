import NIOCore
import _NIOFileSystem

/// The making of one picture's files in a folder of its own: the file that came is read once, into pixels without anything else, and all
/// files are made of those. (Docs/decisions has the measurements behind the qualities.)
struct PictureRendering: Sendable {
    /// Holds `source`, the file that came.
    let folder: String
    let places: WorkPlaces

    private var source: String { "\(folder)/source" }
    /// The picture at its largest: upright, in sRGB, without profile, EXIF, XMP or anything else that a PNG can hold beside pixels.
    private var pixels: String { "\(folder)/pixels.png" }

    /// Makes the files and takes away what they were made of. Answers the measures of the largest.
    /// - Throws: ``PictureRefusal``, ``PictureStoreError``, `FileSystemError`.
    func make(_ kind: PictureKind) async throws -> (width: Int, height: Int) {
        try check(try await run(.header, [source]), kind)
        let largest = PictureStep.wide.rawValue
        // Broken ends are an error, not grey lines (vipsthumbnail has no way to say so). More than one page (a GIF that moves) is its first.
        _ = try await run(
            .vips,
            [
                "thumbnail", source, "\(pixels)[strip,compression=1]", "\(largest)", "--height", "10000000", "--size", "down", "--fail-on",
                "error", "--export-profile", "srgb",
            ])
        try await remove(source)
        let (width, height) = try await measures()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for file in PictureFile.all(of: width) { group.addTask { try await write(file) } }
            try await group.waitForAll()
        }
        try await remove(pixels)
        return (width, height)
    }

    /// `…: 4000x3000 uchar, 3 bands, srgb, jpegload`: read from the file's head, before anything is decoded.
    private func check(_ line: String, _ kind: PictureKind) throws {
        guard let match = line.firstMatch(of: /: (\d{1,9})x(\d{1,9}) .*, ([a-z0-9]+)\s*$/), let width = Int(match.1),
            let height = Int(match.2),
            match.3 == kind.loader
        else { throw PictureRefusal.damaged }
        guard width * height <= PictureLimits.pixels, max(width, height) <= PictureLimits.side else {
            throw PictureRefusal.tooLarge(width: width, height: height)
        }
    }

    private func write(_ file: PictureFile) async throws {
        let path = "\(folder)/\(file)"
        _ = try await run(.thumbnail, [pixels, "--size", "\(file.step.rawValue)x>", "-o", "\(path)[\(file.options)]"], onOurs: true)
        guard file.format == .webp else { return }
        let bytes = Array(buffer: try await ByteBuffer(contentsOf: FilePath(path), maximumSizeAllowed: .megabytes(100)))
        guard let clean = WebPChunks.withoutMetadata(bytes) else { throw PictureStoreError.toolFailed("vipsthumbnail", reason: "no WebP") }
        try await clean.write(toFileAt: FilePath(path), options: .newFile(replaceExisting: true))
    }

    /// Of ``pixels``, which the head of a PNG says (RFC 2083, section 4.1.1).
    private func measures() async throws -> (width: Int, height: Int) {
        let head = try await FileSystem.shared.withFileHandle(forReadingAt: FilePath(pixels)) { file in
            Array(buffer: try await file.readChunk(fromAbsoluteOffset: 0, length: .bytes(24)))
        }
        guard head.count == 24 else { throw PictureStoreError.toolFailed("vipsthumbnail", reason: "no PNG") }
        func number(_ offset: Int) -> Int { head[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(16), number(20))
    }

    private func run(_ tool: PictureTool, _ arguments: [String], onOurs isOurs: Bool = false) async throws -> String {
        try await places.work { try await tool.run(arguments, onOurs: isOurs) }
    }

    private func remove(_ path: String) async throws { _ = try await FileSystem.shared.removeItem(at: FilePath(path)) }
}

extension PictureFile {
    /// Of libvips. At these qualities AVIF has a third of the bytes of JPEG, WebP two thirds, and beside each other they look alike; an AVIF effort above 2 takes five times as
    /// long for a tenth fewer.
    fileprivate var options: String {
        switch format {
        // The largest would take as long as all others together.
        case .avif: step == .wide ? "Q=40,effort=0,bitdepth=8,strip" : "Q=40,effort=2,bitdepth=8,strip"
        case .webp: "Q=75,strip"
        case .jpeg: "Q=78,optimize_coding,interlace,background=255,strip"
        }
    }
}
