import FoundationEssentials
import Shared

/// A credential that was just made, as `PublicKeyCredential.toJSON()` writes it (WebAuthn Level 3, section 5.1: `RegistrationResponseJSON`).
package struct RegistrationAnswer: Sendable {
    let id: [UInt8]
    let clientData: [UInt8]
    let attestation: [UInt8]
    /// Ways in which the authenticator can be reached, as far as they are known ones.
    let transports: [Passkey.Transport]

    package init(json: [UInt8]) throws(CeremonyFault) {
        let sent = try Credential<Response>(json)
        id = sent.id
        clientData = try sent.bytes(\.clientDataJSON)
        attestation = try sent.bytes(\.attestationObject)
        var known: [Passkey.Transport] = []
        for transport in (sent.response.transports ?? []).compactMap(Passkey.Transport.init) where !known.contains(transport) {
            known.append(transport)
        }
        transports = known
    }

    private struct Response: Decodable {
        let clientDataJSON: String
        let attestationObject: String
        let transports: [String]?
    }
}

/// A credential that was just used (`AuthenticationResponseJSON`).
package struct AuthenticationAnswer: Sendable {
    package let id: [UInt8]
    let clientData: [UInt8]
    let authenticatorData: [UInt8]
    let signature: [UInt8]
    /// Whose it is, as the authenticator remembers it.
    let handle: [UInt8]?

    package init(json: [UInt8]) throws(CeremonyFault) {
        let sent = try Credential<Response>(json)
        id = sent.id
        clientData = try sent.bytes(\.clientDataJSON)
        authenticatorData = try sent.bytes(\.authenticatorData)
        signature = try sent.bytes(\.signature)
        handle = sent.response.userHandle == nil ? nil : try sent.bytes(\.userHandle)
    }

    private struct Response: Decodable {
        let clientDataJSON: String
        let authenticatorData: String
        let signature: String
        let userHandle: String?
    }
}

/// What both have.
private struct Credential<Response: Decodable> {
    let id: [UInt8]
    let response: Response

    init(_ json: [UInt8]) throws(CeremonyFault) {
        guard let sent = try? JSONDecoder().decode(Sent.self, from: Data(json)), sent.type == "public-key", sent.id == sent.rawId,
            let id = Base64URL.decode(sent.id), AuthenticatorData.idLengths.contains(id.count)
        else { throw .malformed("this is not a credential") }
        self.id = id
        response = sent.response
    }

    func bytes(_ member: KeyPath<Response, String>) throws(CeremonyFault) -> [UInt8] { try Self.decode(response[keyPath: member]) }
    func bytes(_ member: KeyPath<Response, String?>) throws(CeremonyFault) -> [UInt8] { try Self.decode(response[keyPath: member]) }

    private static func decode(_ text: String?) throws(CeremonyFault) -> [UInt8] {
        guard let bytes = text.flatMap(Base64URL.decode) else { throw .malformed("a part of the credential is not base64url") }
        return bytes
    }

    private struct Sent: Decodable {
        let id: String
        let rawId: String
        let type: String
        let response: Response
    }
}
