import Hummingbird
import NIOCore
import _NIOFileSystem

/// The bytes of an asset, or of parts of it, from memory or from the disk in pieces.
struct AssetBody {
    private enum Piece: Sendable {
        case text(ByteBuffer)
        case part(Range<Int>)
    }

    private static let boundary = "rose-ash-part-5d1f0c7e9b2a"
    private let asset: Asset

    init(_ asset: Asset) { self.asset = asset }

    var whole: ResponseBody { body([.part(0..<asset.length)]) }

    /// One part as it is, several as `multipart/byteranges` (RFC 9110, section 14.6).
    func parts(_ ranges: [Range<Int>]) -> (body: ResponseBody, contentType: String, contentRange: String?) {
        if ranges.count == 1 { return (body([.part(ranges[0])]), asset.contentType, contentRange(ranges[0])) }
        var pieces: [Piece] = []
        for range in ranges {
            let head = "\r\n--\(Self.boundary)\r\nContent-Type: \(asset.contentType)\r\nContent-Range: \(contentRange(range))\r\n\r\n"
            pieces += [.text(ByteBuffer(string: head)), .part(range)]
        }
        pieces.append(.text(ByteBuffer(string: "\r\n--\(Self.boundary)--\r\n")))
        return (body(pieces), "multipart/byteranges; boundary=\(Self.boundary)", nil)
    }

    private func contentRange(_ range: Range<Int>) -> String { "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(asset.length)" }

    private func body(_ pieces: [Piece]) -> ResponseBody {
        switch asset.content {
        case .memory(let bytes):
            var buffer = ByteBuffer()
            for piece in pieces {
                switch piece {
                case .text(let text): buffer.writeImmutableBuffer(text)
                case .part(let range):
                    // One piece is a slice of what is kept, not a copy.
                    guard let slice = bytes.getSlice(at: range.lowerBound, length: range.count) else { continue }
                    if pieces.count == 1 { buffer = slice } else { buffer.writeImmutableBuffer(slice) }
                }
            }
            return ResponseBody(byteBuffer: buffer)
        case .file(let path):
            return ResponseBody(contentLength: length(pieces)) { writer in
                try await FileSystem.shared.withFileHandle(forReadingAt: FilePath(path)) { handle in
                    for piece in pieces {
                        switch piece {
                        case .text(let text): try await writer.write(text)
                        case .part(let range):
                            var sent = 0
                            let chunks = handle.readChunks(
                                in: Int64(range.lowerBound)..<Int64(range.upperBound), chunkLength: .kibibytes(64))
                            for try await chunk in chunks {
                                sent += chunk.readableBytes
                                try await writer.write(chunk)
                            }
                            // Shorter than it was: the length that we announced cannot be kept, so the connection must break.
                            guard sent == range.count else { throw ChannelError.eof }
                        }
                    }
                    try await writer.finish(nil)
                }
            }
        }
    }

    private func length(_ pieces: [Piece]) -> Int {
        pieces.reduce(0) { sum, piece in
            switch piece {
            case .text(let text): sum + text.readableBytes
            case .part(let range): sum + range.count
            }
        }
    }
}
