import Foundation
import Shared
import Support
@testable import SharedInfrastructure

/// The test vectors of WebAuthn Level 3, of the algorithms that we take: `Tests/Fixtures/WebAuthn/level-3.json`.
struct LevelThreeVectors: Decodable {
    let vectors: [Vector]

    struct Vector: Decodable {
        let name: String
        let registration: Registration
        let authentication: Authentication
    }

    struct Registration: Decodable {
        let challenge: Hex
        let id: Hex
        let clientDataJSON: Hex
        let key: Hex
        /// Left out where the attestation has a certificate, which we never take.
        let attestationObject: Hex?
    }

    struct Authentication: Decodable {
        let challenge: Hex
        let clientDataJSON: Hex
        let authenticatorData: Hex
        let signature: Hex
    }

    /// Bytes, which the file writes in hexadecimal.
    struct Hex: Decodable {
        let bytes: [UInt8]

        init(from decoder: any Decoder) throws {
            let digits = Array(try decoder.singleValueContainer().decode(String.self))
            bytes = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
        }
    }

    static func named(_ name: String) throws -> Vector {
        let file = try Data(contentsOf: URL(filePath: "\(repositoryRoot)/Tests/Fixtures/WebAuthn/level-3.json"))
        let all = try JSONDecoder().decode(LevelThreeVectors.self, from: file).vectors
        guard let vector = all.first(where: { $0.name == name }) else { throw CocoaError(.fileReadCorruptFile) }
        return vector
    }
}

extension LevelThreeVectors.Vector {
    func registrationAnswer() throws -> RegistrationAnswer {
        try RegistrationAnswer(
            json: json([
                "clientDataJSON": registration.clientDataJSON, "attestationObject": registration.attestationObject ?? registration.id,
            ]))
    }

    /// The vectors have no user handle; `handle` is as good as any, since it is not signed.
    func authenticationAnswer(handle: [UInt8]) throws -> AuthenticationAnswer {
        try AuthenticationAnswer(
            json: json(
                [
                    "clientDataJSON": authentication.clientDataJSON, "authenticatorData": authentication.authenticatorData,
                    "signature": authentication.signature,
                ], handle: handle))
    }

    private func json(_ parts: [String: LevelThreeVectors.Hex], handle: [UInt8]? = nil) throws -> [UInt8] {
        var response = parts.mapValues { Base64URL.encode($0.bytes) }
        if let handle { response["userHandle"] = Base64URL.encode(handle) }
        let id = Base64URL.encode(registration.id.bytes)
        return Array(try JSONSerialization.data(withJSONObject: ["id": id, "rawId": id, "type": "public-key", "response": response]))
    }
}
