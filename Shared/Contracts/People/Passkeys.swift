package import FoundationEssentials

/// The passkeys that people sign in with.
package protocol Passkeys: Sendable {
    /// The oldest first.
    func passkeys(of person: ID<Person>) async throws -> [Passkey]
    /// Nil when nobody has registered it.
    func find(_ credential: [UInt8]) async throws -> FoundPasskey?
    /// By what authenticators know `person`: 32 random bytes, the same for ever, that say nothing about them (WebAuthn Level 3, section
    /// 14.6.1). Made when it is asked for first. Throws `PasskeyError.noSuchPerson`.
    func handle(of person: ID<Person>, in transaction: borrowing Transaction) async throws -> [UInt8]
    /// Throws `PasskeyError`.
    func add(_ draft: PasskeyDraft, to person: ID<Person>, at moment: Date, in transaction: borrowing Transaction) async throws -> Passkey
    /// Nil when `person` has no such passkey. Throws `PasskeyError.invalidName`.
    func rename(_ passkey: ID<Passkey>, of person: ID<Person>, to name: String, in transaction: borrowing Transaction) async throws
        -> Passkey?
    /// The passkey that is no more; nil when `person` has none of this id.
    func remove(_ passkey: ID<Passkey>, of person: ID<Person>, in transaction: borrowing Transaction) async throws -> Passkey?
    /// Notes that somebody signed in with it. False when it is not there any more, or has been used in between so that `use` does not follow.
    func note(_ use: CredentialUse, of passkey: ID<Passkey>, at moment: Date, in transaction: borrowing Transaction) async throws -> Bool
}

/// Remembers which challenges were answered, so that each is answered once.
package protocol AnsweredChallenges: Sendable {
    /// Notes that the challenge of this SHA-256 was answered, which has to be remembered until `end`. False when it was before. Not part of
    /// any transaction: a challenge is used up by an answer that turns out to be wrong, too.
    func note(_ hash: [UInt8], until end: Date, at moment: Date) async throws -> Bool
}

/// A passkey, and by what its authenticator knows its owner.
package struct FoundPasskey: Sendable, Codable, Equatable {
    package let passkey: Passkey
    package let handle: [UInt8]

    package init(passkey: Passkey, handle: [UInt8]) {
        self.passkey = passkey
        self.handle = handle
    }
}

/// A passkey to be registered. What the members mean, ``Passkey`` says.
package struct PasskeyDraft: Sendable, Codable, Equatable {
    package let credential: [UInt8]
    package let publicKey: [UInt8]
    package let algorithm: Passkey.Algorithm
    package let signCount: UInt32
    package let isBackupEligible: Bool
    package let isBackedUp: Bool
    package let transports: [Passkey.Transport]
    package let name: String

    package init(
        credential: [UInt8], publicKey: [UInt8], algorithm: Passkey.Algorithm, signCount: UInt32, isBackupEligible: Bool, isBackedUp: Bool,
        transports: [Passkey.Transport], name: String
    ) {
        self.credential = credential
        self.publicKey = publicKey
        self.algorithm = algorithm
        self.signCount = signCount
        self.isBackupEligible = isBackupEligible
        self.isBackedUp = isBackedUp
        self.transports = transports
        self.name = name
    }
}

/// Why a passkey was not registered or renamed.
package enum PasskeyError: Error, Equatable {
    case noSuchPerson(ID<Person>)
    /// Somebody has registered this credential, be it the same person.
    case taken
    /// The person has ``Passkey/maximum`` of them.
    case full
    /// The name is empty, longer than ``Passkey/nameLengths``, or holds a control character.
    case invalidName
}
