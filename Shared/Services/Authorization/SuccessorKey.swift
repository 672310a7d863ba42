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
        let code = Array(HMAC<SHA256>.authenticationCode(for: token.bytes, using: key))
        return SecretToken { code[$0] }
    }
}

extension CodeVerifier {
    /// Its challenge (RFC 7636, section 4.2): the SHA-256 in base64url without padding.
    package var challenge: String { Base64URL.encode(Array(SHA256.hash(data: bytes))) }

    /// Whether it is what `challenge` was made of. Takes the same time wherever they differ.
    func answers(_ challenge: String) -> Bool { SHA256.hash(data: Array(self.challenge.utf8)) == SHA256.hash(data: Array(challenge.utf8)) }
}
