/// Why an answer of an authenticator is not taken. The sections are those of WebAuthn Level 3.
package enum CeremonyFault: Error, Equatable, Sendable {
    /// What was sent is not what `PublicKeyCredential.toJSON()` makes (section 5.1), or its parts cannot be read (5.8.1, 6.1, 6.5).
    case malformed(String)
    /// It belongs to the other ceremony.
    case otherCeremony
    /// It answers no challenge of ours for this browser, this ceremony and this person.
    case challenge
    /// The challenge is older than ``ChallengeMint/lifetime``.
    case expired
    /// The challenge was answered before.
    case reused
    /// It was made on a page of this origin, which is not ours.
    case origin(String)
    /// It was made in a frame of another site's page.
    case embedded
    /// It is of another relying party.
    case otherParty
    /// Nobody touched the authenticator.
    case notPresent
    /// The authenticator has not made sure that it is its owner (PIN, fingerprint, face).
    case notVerified
    /// The flags say that it is backed up but cannot be, or that it can be where it could not before.
    case backupFlags
    /// The key is of a kind that was not asked for, or not well made.
    case key
    /// An attestation that was not asked for, or one by the key itself that is wrong.
    case attestation
    /// It names another credential than the one that it holds.
    case otherCredential
    /// Nobody has registered this credential.
    case unknownCredential
    /// It says that it is another person's, or nobody's.
    case otherPerson
    case signature
    /// The authenticator counts its signatures, and has counted backwards: there may be two of it (section 6.1.1).
    case counter
}
