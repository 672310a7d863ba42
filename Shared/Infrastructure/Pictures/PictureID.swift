import Crypto

/// Names a picture of the store by what was put in: the first 120 bits of a SHA-256 in base 32, so that the same bytes are one picture and a
/// page that names it nine times stays short.
package struct PictureID: Sendable, Hashable, CustomStringConvertible {
    /// 24 of `a` to `z` and `2` to `7`.
    package let description: String

    package static let length = 24
    private static let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    /// Raised when pictures come out differently, so that an address never means other bytes than before.
    private static let recipe = "picture 1\n"

    /// Of the bytes that are put in.
    package init(of bytes: [UInt8]) {
        var hash = SHA256()
        hash.update(data: Array(Self.recipe.utf8))
        hash.update(data: bytes)
        var text: [UInt8] = []
        var bits: UInt = 0
        var count = 0
        for byte in hash.finalize().prefix(15) {
            bits = bits << 8 | UInt(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(Self.letters[Int(bits >> UInt(count) & 31)])
            }
        }
        description = String(decoding: text, as: UTF8.self)
    }

    /// Nil when it is not written as one.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == Self.length, text.utf8.allSatisfy(Self.letters.contains) else { return nil }
        description = String(text)
    }
}
