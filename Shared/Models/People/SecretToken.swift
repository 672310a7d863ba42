/// 256 random bits that prove who holds them: what a cookie, a link in a mail or an authorization code carries. Only its SHA-256 is stored,
/// so that whoever reads a table gets in nowhere.
package struct SecretToken: Sendable, Hashable {
    package static let length = 32
    package let bytes: [UInt8]

    /// A new one, from the system's secure random numbers.
    package init() {
        var random = SystemRandomNumberGenerator()
        self.init { _ in UInt8.random(in: .min ... .max, using: &random) }
    }

    /// One that is derived from another secret: `byte` gives each of its ``length`` bytes.
    package init(byte: (Int) -> UInt8) { bytes = (0..<Self.length).map(byte) }

    /// One that was stored. Nil unless it is ``length`` bytes long.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// Reads what ``text`` wrote: 64 hexadecimal digits in lower case. Nil for anything else.
    package init?(_ text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count == Self.length * 2 else { return nil }
        var read: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.value(of: digits[index]), let low = Self.value(of: digits[index + 1]) else { return nil }
            read.append(high << 4 | low)
        }
        bytes = read
    }

    /// As its holder sends it. `description` does not show it, so that no log does by accident.
    package var text: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

extension SecretToken: CustomStringConvertible, CustomReflectable {
    package var description: String { "SecretToken(secret)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
