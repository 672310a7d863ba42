import Crypto
package import Shared

/// Who asks for credentials: federation, whose host is the id. The steps below are those of WebAuthn Level 3, sections 7.1 and 7.2, in
/// their order; that the challenge is one of ours, still young and not used before is ``ChallengeMint``'s and the caller's.
package struct RelyingParty: Sendable {
    /// A domain: credentials work on it and below it, and nowhere else.
    package let id: String
    package let origin: String
    private let hash: [UInt8]
    /// Whether the authenticator has to make sure that it is its owner. It does; only the specification's test vectors do without.
    private let requiresVerification: Bool

    package init(_ origin: Origin) { self.init(id: origin.host, origin: origin.description) }

    init(id: String, origin: String, requiresVerification: Bool = true) {
        self.id = id
        self.origin = origin
        hash = Array(SHA256.hash(data: Array(id.utf8)))
        self.requiresVerification = requiresVerification
    }

    /// What `answer` registers.
    package func verify(_ answer: RegistrationAnswer, answering challenge: [UInt8]) throws(CeremonyFault) -> NewCredential {
        try check(answer.clientData, .registration, challenge)
        let object = try AttestationObject(answer.attestation)
        try check(object.data)
        guard let made = object.data.attested else { throw .malformed("there is no credential in it") }
        guard made.id == answer.id else { throw .otherCredential }
        try object.checkStatement(with: made.key, clientDataHash: Array(SHA256.hash(data: answer.clientData)))
        return NewCredential(
            id: made.id, key: made.key, signCount: object.data.signCount, isBackupEligible: object.data.isBackupEligible,
            isBackedUp: object.data.isBackedUp, transports: answer.transports)
    }

    /// What `answer` proves of `known`, whose owner's handle is `handle`.
    package func verify(
        _ answer: AuthenticationAnswer, answering challenge: [UInt8], against known: Passkey, of handle: [UInt8]
    ) throws(CeremonyFault) -> CredentialUse {
        guard answer.id == known.credential else { throw .otherCredential }
        // Nobody has said who they are, so the authenticator has to.
        guard let said = answer.handle, said == handle else { throw .otherPerson }
        try check(answer.clientData, .authentication, challenge)
        let data = try AuthenticatorData(answer.authenticatorData)
        guard data.attested == nil else { throw .malformed("a credential is made where one is used") }
        try check(data)
        guard data.isBackupEligible == known.isBackupEligible else { throw .backupFlags }
        let message = answer.authenticatorData + SHA256.hash(data: answer.clientData)
        guard try CredentialKey(known.publicKey).signed(message, answer.signature) else { throw .signature }
        let use = CredentialUse(signCount: data.signCount, isBackedUp: data.isBackedUp)
        guard use.follows(known.signCount) else { throw .counter }
        return use
    }

    private func check(_ clientData: [UInt8], _ ceremony: ClientData.Ceremony, _ challenge: [UInt8]) throws(CeremonyFault) {
        let clientData = try ClientData(clientData)
        try clientData.check(ceremony, on: origin)
        guard clientData.challenge == challenge else { throw .challenge }
    }

    private func check(_ data: AuthenticatorData) throws(CeremonyFault) {
        guard data.partyHash == hash else { throw .otherParty }
        guard data.isUserPresent else { throw .notPresent }
        guard data.isUserVerified || !requiresVerification else { throw .notVerified }
        guard data.isBackupEligible || !data.isBackedUp else { throw .backupFlags }
    }
}

/// A credential that was verified and may be stored.
package struct NewCredential: Sendable {
    package let id: [UInt8]
    package let key: CredentialKey
    package let signCount: UInt32
    package let isBackupEligible: Bool
    package let isBackedUp: Bool
    package let transports: [Passkey.Transport]
}

extension NewCredential {
    /// As it is stored, under `name`.
    package func draft(named name: String) -> PasskeyDraft {
        PasskeyDraft(
            credential: id, publicKey: key.bytes, algorithm: key.algorithm, signCount: signCount, isBackupEligible: isBackupEligible,
            isBackedUp: isBackedUp, transports: transports, name: name)
    }
}
