/// The SHA-256 of some bytes, which names them.
package struct ContentID: Sendable {
    package static let length = 32
    /// The 32 bytes as big-endian words: without an array, since queues hold and compare very many of these.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// Nil unless there are 32 of them.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        words = bytes.withUnsafeBytes { bytes in
            func word(_ index: Int) -> UInt64 { UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)) }
            return (word(0), word(1), word(2), word(3))
        }
    }

    /// The id that 64 hexadecimal digits write, or nil when `text` is not that.
    package init?(_ text: some StringProtocol) {
        let digits = text.utf8.map { digit -> UInt8? in
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
            default: nil
            }
        }
        guard digits.count == 2 * Self.length else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            bytes.append(high << 4 | low)
        }
        self.init(bytes: bytes)
    }

    /// The first 8 bytes as a number: a hash that costs nothing.
    package var prefix: UInt64 { words.0 }

    package var bytes: [UInt8] {
        [words.0, words.1, words.2, words.3].flatMap { word in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
        }
    }
}

extension ContentID: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.words == right.words }
    /// Its first word is as good as all four: they are a hash already.
    package func hash(into hasher: inout Hasher) { hasher.combine(prefix) }
}

extension ContentID: CustomStringConvertible {
    /// 64 hexadecimal digits in lower case.
    package var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension ContentID: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let cid = ContentID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a content id is 64 hexadecimal digits")
        }
        self = cid
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
