import Shared
import Testing

struct ConstantTimeTests {
    private let secret = SecretToken().bytes

    @Test func `the same bytes are equal`() {
        #expect(secret.isEqualInConstantTime(to: Array(secret)))
        #expect([UInt8]().isEqualInConstantTime(to: []))
    }

    @Test(arguments: 0..<SecretToken.length)
    func `one other bit anywhere makes them others`(position: Int) {
        for bit in 0..<8 {
            var other = secret
            other[position] ^= 1 << bit
            #expect(!secret.isEqualInConstantTime(to: other))
        }
    }

    /// The last byte of one in 256 is the same by chance.
    @Test func `of a thousand others none is equal`() {
        for _ in 0..<1000 { #expect(!secret.isEqualInConstantTime(to: SecretToken().bytes)) }
    }

    @Test func `a beginning is not the whole`() {
        #expect(!secret.isEqualInConstantTime(to: secret.dropLast()))
        #expect(!secret.dropLast().isEqualInConstantTime(to: secret))
    }
}
