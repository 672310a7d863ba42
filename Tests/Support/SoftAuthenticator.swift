package import Crypto
import FoundationEssentials
import Shared
import SharedHTML
import SharedInfrastructure

/// An authenticator in software with one passkey, and the browser before it. It does what WebAuthn says, unless a test changes a member.
package struct SoftAuthenticator: Sendable {
    package enum Key: Sendable {
        case p256(P256.Signing.PrivateKey)
        case ed25519(Curve25519.Signing.PrivateKey)
    }

    package var key: Key
    package var id: [UInt8]
    /// What the relying party calls the owner.
    package var handle: [UInt8]?
    package var party = "federation.rose-ash.localhost"
    package var origin = "http://federation.rose-ash.localhost:8000"
    /// Somebody is there, and it is the owner.
    package var flags: UInt8 = 0x05
    package var signCount: UInt32 = 0
    /// Nil: `webauthn.create` or `webauthn.get`, as it has to be.
    package var type: String?
    /// What the client data say more, as JSON members.
    package var clientMembers = ",\"crossOrigin\":false"
    /// The attestation's format, and its statement as CBOR.
    package var attestation: (format: String, statement: [UInt8]) = ("none", [0xA0])
    /// Written in place of the key's own.
    package var coseKey: [UInt8]?
    /// What follows the authenticator data.
    package var trailing: [UInt8] = []

    package init(_ key: Key = .p256(.init()), handle: [UInt8]? = nil) {
        self.key = key
        self.handle = handle
        id = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
    }

    /// What `PublicKeyCredential.toJSON()` would be for a new passkey.
    package func registration(_ challenge: [UInt8]) -> String {
        let client = clientData("webauthn.create", challenge)
        let data = registrationData
        let statement =
            attestation.format == "packed" && attestation.statement == [0xA0]
            ? selfAttestation(data, client) : attestation.statement
        let object = CBORWriting.map([
            (CBORWriting.text("fmt"), CBORWriting.text(attestation.format)), (CBORWriting.text("attStmt"), statement),
            (CBORWriting.text("authData"), CBORWriting.bytes(data)),
        ])
        return credential([
            "clientDataJSON": .string(Base64URL.encode(client)), "attestationObject": .string(Base64URL.encode(object)),
            "transports": ["internal", "hybrid", "telepathy", "internal"],
        ])
    }

    /// The same for one that is used.
    package func assertion(_ challenge: [UInt8], signature: (([UInt8]) -> [UInt8])? = nil) -> String {
        let client = clientData("webauthn.get", challenge)
        let data = head(flags) + trailing
        let signed = sign(data + SHA256.hash(data: client))
        return credential([
            "clientDataJSON": .string(Base64URL.encode(client)), "authenticatorData": .string(Base64URL.encode(data)),
            "signature": .string(Base64URL.encode(signature?(signed) ?? signed)),
            "userHandle": handle.map { JSON.string(Base64URL.encode($0)) } ?? JSON.null,
        ])
    }

    /// The public key as COSE has it.
    package var publicKey: [UInt8] {
        if let coseKey { return coseKey }
        typealias Write = CBORWriting
        switch key {
        case .p256(let key):
            let point = Array(key.publicKey.x963Representation.dropFirst())
            return Write.map([
                (Write.number(1), Write.number(2)), (Write.number(3), Write.number(-7)), (Write.number(-1), Write.number(1)),
                (Write.number(-2), Write.bytes(Array(point.prefix(32)))), (Write.number(-3), Write.bytes(Array(point.suffix(32)))),
            ])
        case .ed25519(let key):
            return Write.map([
                (Write.number(1), Write.number(1)), (Write.number(3), Write.number(-8)), (Write.number(-1), Write.number(6)),
                (Write.number(-2), Write.bytes(Array(key.publicKey.rawRepresentation))),
            ])
        }
    }

    /// The authenticator data of a new passkey.
    package var registrationData: [UInt8] {
        let model = [UInt8](repeating: 0, count: 16)
        return head(flags | 0x40) + model + [UInt8(id.count >> 8), UInt8(id.count & 255)] + id + publicKey + trailing
    }

    package func sign(_ message: [UInt8]) -> [UInt8] {
        switch key {
        case .p256(let key): (try? Array(key.signature(for: message).derRepresentation)) ?? []
        case .ed25519(let key): (try? Array(key.signature(for: message))) ?? []
        }
    }

    private func head(_ flags: UInt8) -> [UInt8] {
        Array(SHA256.hash(data: Array(party.utf8))) + [flags] + (0..<4).map { UInt8(truncatingIfNeeded: signCount >> UInt32(24 - 8 * $0)) }
    }

    private func selfAttestation(_ data: [UInt8], _ clientData: [UInt8]) -> [UInt8] {
        let algorithm = if case .p256 = key { -7 } else { -8 }
        return CBORWriting.map([
            (CBORWriting.text("alg"), CBORWriting.number(algorithm)),
            (CBORWriting.text("sig"), CBORWriting.bytes(sign(data + SHA256.hash(data: clientData)))),
        ])
    }

    private func clientData(_ expected: String, _ challenge: [UInt8]) -> [UInt8] {
        Array(
            "{\"type\":\"\(type ?? expected)\",\"challenge\":\"\(Base64URL.encode(challenge))\",\"origin\":\"\(origin)\"\(clientMembers)}"
                .utf8)
    }

    private func credential(_ response: JSON) -> String {
        let name = JSON.string(Base64URL.encode(id))
        let whole: JSON = ["id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": [:]]
        return whole.description
    }
}
