package import Shared
package import SharedHTML

/// What a browser is asked for, as `PublicKeyCredential.parseCreationOptionsFromJSON()` and `parseRequestOptionsFromJSON()` read it (WebAuthn
/// Level 3, section 5.1).
extension RelyingParty {
    /// How long a browser should wait for somebody.
    private static let patience = JSON.integer(ChallengeMint.lifetime.components.seconds * 1000)

    /// For a new passkey. The authenticator has to keep it itself (a discoverable credential), so that signing in asks for no name.
    /// - Parameters:
    ///   - handle: by which authenticators know the person; it says nothing about them.
    ///   - existing: the person's passkeys: an authenticator that has one of them makes no second.
    package func creationOptions(
        _ challenge: [UInt8], handle: [UInt8], username: Username, name: String, existing: [Passkey]
    ) -> JSON {
        [
            "rp": ["id": .string(id), "name": .string(Site.name)],
            "user": ["id": .string(Base64URL.encode(handle)), "name": .string(username.description), "displayName": .string(name)],
            "challenge": .string(Base64URL.encode(challenge)),
            "pubKeyCredParams": .array(Passkey.Algorithm.allCases.map { ["type": "public-key", "alg": .integer(Int64($0.rawValue))] }),
            "timeout": Self.patience,
            "excludeCredentials": .array(existing.map(Self.descriptor)),
            "authenticatorSelection": ["residentKey": "required", "requireResidentKey": true, "userVerification": "required"],
            "attestation": "none",
        ]
    }

    /// For signing in with whatever passkey the person chooses.
    package func requestOptions(_ challenge: [UInt8]) -> JSON {
        [
            "challenge": .string(Base64URL.encode(challenge)), "timeout": Self.patience, "rpId": .string(id), "allowCredentials": [],
            "userVerification": "required",
        ]
    }

    private static func descriptor(_ passkey: Passkey) -> JSON {
        [
            "type": "public-key", "id": .string(Base64URL.encode(passkey.credential)),
            "transports": .array(passkey.transports.map { .string($0.rawValue) }),
        ]
    }
}
