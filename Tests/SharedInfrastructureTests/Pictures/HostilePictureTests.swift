import Foundation
import Shared
import Support
import Testing
@testable import SharedInfrastructure

@Suite struct HostilePictureTests {
    /// What the store says to `bytes`; nothing of them may stay.
    private func refusal(of bytes: [UInt8]) async throws -> PictureRefusal? {
        try await withPictures { store async throws in
            do {
                _ = try await store.add(bytes, .decoration)
                return nil
            } catch let refusal as PictureRefusal {
                #expect(store.files.isEmpty)
                return refusal
            }
        }
    }

    @Test(arguments: [
        "", "text", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "<?xml version=\"1.0\"?><svg/>",
        "%PDF-1.7",
        "%!PS-Adobe", "II*\0", "P6 1 1 255 \0\0\0", "push graphic-context", "RIFF\0\0\0\0AVI ", "#EXTM3U", "SIMPLE  =", "BM",
        "\u{0}\u{0}\u{1}\u{0}",
    ])
    func `what is no picture by its bytes is none, whatever it is called`(text: String) async throws {
        #expect(try await refusal(of: Array(text.utf8)) == .unknownKind)
    }

    @Test(arguments: ["jpg", "png", "webp", "gif", "avif"])
    func `a picture that broke off on its way is refused`(suffix: String) async throws {
        let whole = try await TestPicture.make(900, 700, suffix)
        for part in [24, whole.count / 2] {
            #expect(try await refusal(of: Array(whole.prefix(part))) == .damaged, "\(part) of \(whole.count)")
        }
    }

    @Test func `noise behind the first bytes of a picture is refused`() async throws {
        var generator = SeededGenerator(seed: 3)
        let noise = (0..<4000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        for start in [[0xFF, 0xD8, 0xFF], Array("GIF89a".utf8), Array("RIFF\0\0\0\0WEBP".utf8), Array("\0\0\0\u{18}ftypavif".utf8)] {
            let answer = try await refusal(of: start + noise)
            #expect(answer != nil && answer != .unknownKind, "\(start): \(String(describing: answer))")
        }
    }

    @Test func `a small file that would be a huge picture is refused before anything is decoded`() async throws {
        let began = ContinuousClock.now
        #expect(try await refusal(of: TestPicture.bomb(50_000, 50_000)) == .tooLarge(width: 50_000, height: 50_000))
        #expect(try await refusal(of: TestPicture.bomb(17_000, 1)) == .tooLarge(width: 17_000, height: 1))
        // Decoding the first would take 7.5 GB.
        #expect(ContinuousClock.now - began < .seconds(20))
        #expect(try await refusal(of: TestPicture.bomb(40, 30)) == .damaged)
    }

    @Test func `more bytes than a picture may have are refused unread`() async throws {
        #expect(try await refusal(of: [0xFF, 0xD8, 0xFF] + Array(repeating: 0, count: PictureLimits.bytes)) == .tooManyBytes(20_000_003))
    }

    @Test func `what is hidden behind a picture, or in its comments, is not served`() async throws {
        try await withPictures { store async throws in
            let plain = try await TestPicture.make(40, 30, "jpg")
            let script = Array("<script>alert(document.domain)</script>".utf8)
            let comment = [0xFF, 0xFE, 0, UInt8(script.count + 2)] + script
            _ = try await store.add(Array(plain[..<2]) + comment + plain[2...] + script + Array("PK\u{3}\u{4}%PDF-1.7".utf8), .decoration)
            for file in store.files {
                for hidden in ["<script", "PK\u{3}\u{4}", "%PDF"] {
                    #expect(try store.bytes(file).range(of: Data(hidden.utf8)) == nil, "\(file)")
                }
            }
        }
    }

    @Test func `a tool that takes too long is ended`() async throws {
        let pipe = temporaryPath("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        defer { unlink(pipe) }
        // Nobody ever writes into it.
        await #expect(throws: PictureRefusal.tooDemanding) { try await PictureTool.header.run([pipe], within: .milliseconds(500)) }
        let left = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { process in
            (try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8))?.contains(pipe) == true
        }
        #expect(left == [])
    }

    @Test func `a program that is not there is named, with the package that holds it`() {
        #expect(PictureTool.missing(on: "/nowhere:/nor/here") == [.header, .thumbnail, .vips])
        #expect(PictureTool.missing().isEmpty)
        #expect(PictureStoreError.toolMissing("vipsthumbnail").description.hasSuffix("on Debian: apt-get install libvips-tools"))
    }

    @Test func `a WebP file loses what is not needed to show it, and nothing else`() {
        func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
            Array(name.utf8) + [UInt8(bytes.count), 0, 0, 0] + bytes + (bytes.count % 2 == 1 ? [0] : [])
        }
        func file(_ chunks: [UInt8]) -> [UInt8] { Array("RIFF".utf8) + [UInt8(chunks.count + 4), 0, 0, 0] + Array("WEBP".utf8) + chunks }
        let pixels = chunk("ALPH", [1, 2, 3]) + chunk("VP8 ", [4, 5, 6, 7])
        let all = file(
            chunk("VP8X", [0b0011_1100, 0, 0, 0, 9, 0, 0, 9, 0, 0]) + chunk("ICCP", [1]) + pixels + chunk("EXIF", [1, 2])
                + chunk("XMP ", [3]))
        #expect(WebPChunks.withoutMetadata(all) == file(chunk("VP8X", [0b0001_0000, 0, 0, 0, 9, 0, 0, 9, 0, 0]) + pixels))
        #expect(WebPChunks.withoutMetadata(Array(all.dropLast(3))) == nil && WebPChunks.withoutMetadata([]) == nil)
    }
}
