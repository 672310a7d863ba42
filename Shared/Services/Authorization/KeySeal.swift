import Crypto
import FoundationEssentials
import Shared

/// Seals signing keys where they are stored (AES-GCM with 256 bits): who has the database alone cannot sign.
package struct KeySeal: Sendable {
    private let key: SymmetricKey

    /// - Parameter issuerKey: at least 32 bytes that only federation holds.
    package init(issuerKey: [UInt8]) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: issuerKey), info: Array("rose-ash signing keys".utf8), outputByteCount: 32)
    }

    /// Nonce, content and tag.
    func seal(_ bytes: [UInt8], as id: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(bytes, using: key, authenticating: Array(id.utf8))
        return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    /// Throws ``SigningKeyError/sealed(_:)`` when it was sealed with another key, or as another.
    func open(_ sealed: [UInt8], as id: String) throws -> [UInt8] {
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let opened = try? AES.GCM.open(box, using: key, authenticating: Array(id.utf8))
        else { throw SigningKeyError.sealed(id) }
        return Array(opened)
    }
}
