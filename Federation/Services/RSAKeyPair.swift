import CryptoExtras
import FoundationEssentials
import JWTKit
import Shared
import SharedInfrastructure

/// A stored key, as what signs and as what is published of it.
struct RSAKeyPair {
    let signing: JWTKit.Insecure.RSA.PrivateKey
    /// As in a JWK (RFC 7518, section 6.3.1): big-endian, without leading zeroes, in base64url.
    let modulus: String
    let exponent: String

    init(_ privateKey: [UInt8]) throws {
        let key = try _RSA.Signing.PrivateKey(derRepresentation: Data(privateKey))
        let numbers = try key.publicKey.getKeyPrimitives()
        signing = try JWTKit.Insecure.RSA.PrivateKey(backing: key)
        modulus = Base64URL.encode(numbers.modulus.drop { $0 == 0 })
        exponent = Base64URL.encode(numbers.publicExponent.drop { $0 == 0 })
    }
}
