import Foundation
import Subprocess
import Support
import Testing
@testable import SharedInfrastructure

/// Files as people send them, made by vips and by hand.
enum TestPicture {
    /// A picture of `width` × `height`, written by vips as `suffix` says: `jpg`, `png[interlace]`.
    static func make(_ width: Int, _ height: Int, _ suffix: String, bands: Int = 3) async throws -> [UInt8] {
        let path = temporaryPath("picture")
        let file = "\(path).\(suffix.prefix { $0 != "[" })"
        defer { for name in [file, "\(path).v"] { try? FileManager.default.removeItem(atPath: name) } }
        try await vips(["black", "\(path).v", "\(width)", "\(height)", "--bands", "\(bands)"])
        try await vips(["copy", "\(path).v", "\(path).\(suffix)", "--interpretation", "srgb"])
        return try Array(Data(contentsOf: URL(filePath: file)))
    }

    private static func vips(_ arguments: [String]) async throws {
        let result = try await Subprocess.run(
            .name("vips"), arguments: Arguments(arguments), output: .discarded, error: .string(limit: 4096))
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
    }

    /// A photograph of 1500 × 1000 by a camera that was held upright, with all that cameras and their owners add to it.
    static func photograph() async throws -> [UInt8] {
        let plain = try await make(1500, 1000, "jpg[profile=p3]")
        let xmp = segment(Array("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>by Maya of Rose Lane</x:xmpmeta>".utf8))
        return Array(plain[..<2]) + segment(Array("Exif\0\0".utf8) + exif) + xmp + plain[2...]
    }

    /// Words that a photograph has and a picture of the store has not.
    static let secrets = ["Rose Lane Cameras", "by Maya", "Exif", "EXIF", "xmpmeta", "XMP ", "ICC_PROFILE", "ICCP"]

    private static func segment(_ content: [UInt8]) -> [UInt8] {
        let size = content.count + 2
        return [0xFF, 0xE1, UInt8(size >> 8), UInt8(size & 255)] + content
    }

    /// TIFF, little-endian (EXIF 2.32, section 4.5): it lies on its side, who made it, and where it was taken.
    private static var exif: [UInt8] {
        let maker = Array("Rose Lane Cameras\0".utf8)
        func short(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
        func long(_ value: Int) -> [UInt8] { short(value & 65535) + short(value >> 16) }
        func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] { short(tag) + short(type) + long(count) + value }
        let firstEnd = 8 + 2 + 3 * 12 + 4
        let places = firstEnd + maker.count
        let placesEnd = places + 2 + 2 * 12 + 4
        return Array("II".utf8) + short(42) + long(8) + short(3) + entry(0x010F, 2, maker.count, long(firstEnd))
            + entry(0x0112, 3, 1, long(6))
            + entry(0x8825, 4, 1, long(places)) + long(0) + maker
            + short(2) + entry(1, 2, 2, Array("N\0\0\0".utf8)) + entry(2, 5, 3, long(placesEnd)) + long(0)
            + [51, 1, 30, 1, 12, 1].flatMap(long)
    }

    /// A PNG whose head says that it is this large; there is nothing behind it.
    static func bomb(_ width: UInt32, _ height: UInt32) -> [UInt8] {
        func number(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
        func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
            let body = Array(name.utf8) + content
            return number(UInt32(content.count)) + body + number(checksum(body))
        }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", number(width) + number(height) + [8, 2, 0, 0, 0])
            + chunk("IDAT", [0x78, 0x9C, 0x63, 0, 0, 0, 1, 0, 1]) + chunk("IEND", [])
    }

    /// CRC-32 (RFC 2083, section 3.4).
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}

/// Runs `body` with a store in a folder of its own.
func withPictures<Answer>(_ body: (PictureStore) async throws -> Answer) async throws -> Answer {
    let root = temporaryPath("pictures")
    defer { try? FileManager.default.removeItem(atPath: root) }
    return try await body(PictureStore(root: root))
}

extension PictureStore {
    /// The files below its root, in order, with what makes them; folders are left out.
    var files: [String] {
        (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(root)/\($0)", isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }

    func bytes(_ file: String) throws -> Data { try Data(contentsOf: URL(filePath: "\(root)/\(file)")) }
}
