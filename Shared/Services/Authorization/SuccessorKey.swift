import Crypto
package import Shared

/// Derives each refresh token from the one before (HMAC-SHA256). So the same successor can be given again without being stored anywhere, and who
/// reads the database finds neither.
package struct SuccessorKey: Sendable {
    private let key: SymmetricKey

    /// - Parameter issuerKey: at least 32 bytes that only federation holds.
    package init(issuerKey: [UInt8]) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: issuerKey), info: Array("rose-ash refresh tokens".utf8), outputByteCount: 32)
    }

    package func successor(of token: SecretToken) -> SecretToken {
        guard let successor = SecretToken(bytes: Array(HMAC<SHA256>.authenticationCode(for: token.bytes, using: key))) else {
            preconditionFailure("SHA-256 has 32 bytes, as a secret token has")
        }
        return successor
    }
}

extension CodeVerifier {
    /// Its challenge (RFC 7636, section 4.2): the SHA-256 in base64url without padding.
    package var challenge: String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        let hash = Array(SHA256.hash(data: bytes)) + [0]
        // 32 bytes are ten groups of three and two bytes more: 43 letters.
        let text = (0..<43).map { index in
            let bit = index * 6
            let pair = UInt16(hash[bit / 8]) << 8 | UInt16(hash[bit / 8 + 1])
            return letters[Int(pair >> UInt16(10 - bit % 8)) & 63]
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether it is what `challenge` was made of. Takes the same time wherever they differ.
    func answers(_ challenge: String) -> Bool { SHA256.hash(data: Array(self.challenge.utf8)) == SHA256.hash(data: Array(challenge.utf8)) }
}
