import Crypto
import CryptoExtras
import FoundationEssentials
package import Shared

/// The public key of a passkey: a COSE_Key (RFC 9052, section 7) of an algorithm that we ask for.
package struct CredentialKey: Sendable {
    private enum Key: Sendable {
        case p256(P256.Signing.PublicKey)
        case ed25519(Curve25519.Signing.PublicKey)
        case rsa(_RSA.Signing.PublicKey)
    }

    package let algorithm: Passkey.Algorithm
    /// As the authenticator wrote it.
    package let bytes: [UInt8]
    private let key: Key

    /// Reads a stored key. Throws ``CeremonyFault/key``.
    package init(_ bytes: [UInt8]) throws(CeremonyFault) {
        let item: CBOR
        do { item = try CBORReader.item(of: bytes) } catch { throw .key }
        try self.init(item, bytes: bytes)
    }

    /// The parameters are those of RFC 9053, sections 2 and 7, and RFC 8230, section 4; WebAuthn Level 3, section 5.8.5 says which must be
    /// there. A key with others, or with a point that is not on its curve, is refused.
    init(_ item: CBOR, bytes: [UInt8]) throws(CeremonyFault) {
        guard let values = item.byLabel, let kind = values[1]?.integer, let algorithm = values[3]?.integer.flatMap(Passkey.Algorithm.init)
        else { throw .key }
        do {
            switch algorithm {
            case .es256:
                guard values.count == 5, kind == 2, values[-1]?.integer == 1, let x = values[-2]?.byteString, x.count == 32,
                    let y = values[-3]?.byteString, y.count == 32
                else { throw CeremonyFault.key }
                key = .p256(try P256.Signing.PublicKey(x963Representation: [4] + x + y))
            case .edDSA:
                guard values.count == 4, kind == 1, values[-1]?.integer == 6, let x = values[-2]?.byteString, x.count == 32 else {
                    throw CeremonyFault.key
                }
                key = .ed25519(try Curve25519.Signing.PublicKey(rawRepresentation: x))
            case .rs256:
                // 2048 to 4096 bits, without zeros in front, and the exponent that all of them have.
                guard values.count == 4, kind == 3, let modulus = values[-1]?.byteString, (256...512).contains(modulus.count),
                    modulus.first != 0, values[-2]?.byteString == [1, 0, 1]
                else { throw CeremonyFault.key }
                key = .rsa(try _RSA.Signing.PublicKey(n: modulus, e: [1, 0, 1] as [UInt8]))
            }
        } catch { throw .key }
        self.algorithm = algorithm
        self.bytes = bytes
    }

    /// Whether `signature`, in the form of WebAuthn Level 3, section 6.5.5, is this key's of `message`.
    func signed(_ message: [UInt8], _ signature: [UInt8]) -> Bool {
        switch key {
        case .p256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: message)
        case .ed25519(let key): return signature.count == 64 && key.isValidSignature(signature, for: message)
        case .rsa(let key):
            return key.isValidSignature(.init(rawRepresentation: signature), for: message, padding: .insecurePKCS1v1_5)
        }
    }
}
