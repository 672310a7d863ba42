package import FoundationEssentials

/// A key pair with which somebody signs in: their device or their password manager has the private key, we have this (a "credential record",
/// WebAuthn Level 3, section 4).
package struct Passkey: Sendable, Codable, Equatable {
    /// Somebody may have so many.
    package static let maximum = 20
    /// Characters of a name.
    package static let nameLengths = 1...100

    package let id: ID<Passkey>
    package let person: ID<Person>
    /// As the authenticator calls it: 1 to 1023 bytes. No two passkeys have the same.
    package let credential: [UInt8]
    /// A COSE_Key (RFC 9052, section 7).
    package let publicKey: [UInt8]
    package let algorithm: Algorithm
    /// How many signatures its authenticator has made; zero when it does not count.
    package let signCount: UInt32
    /// Whether it may be copied to other devices of its owner. Never changes.
    package let isBackupEligible: Bool
    /// Whether it has been.
    package let isBackedUp: Bool
    package let transports: [Transport]
    /// What its owner calls it.
    package let name: String
    package let addedAt: Date
    package let usedAt: Date?

    package init(
        id: ID<Passkey>, person: ID<Person>, credential: [UInt8], publicKey: [UInt8], algorithm: Algorithm, signCount: UInt32,
        isBackupEligible: Bool, isBackedUp: Bool, transports: [Transport], name: String, addedAt: Date, usedAt: Date?
    ) {
        self.id = id
        self.person = person
        self.credential = credential
        self.publicKey = publicKey
        self.algorithm = algorithm
        self.signCount = signCount
        self.isBackupEligible = isBackupEligible
        self.isBackedUp = isBackedUp
        self.transports = transports
        self.name = name
        self.addedAt = addedAt
        self.usedAt = usedAt
    }

    /// How it signs, by its number in IANA's registry "COSE Algorithms"; in the order in which we ask for them. The raw value is stored.
    package enum Algorithm: Int, Sendable, Codable, CaseIterable {
        /// ECDSA on P-256 with SHA-256: what nearly all have.
        case es256 = -7
        /// Ed25519.
        case edDSA = -8
        /// RSA with SHA-256: older Windows.
        case rs256 = -257
    }

    /// How a browser reaches its authenticator (WebAuthn Level 3, section 5.8.4). The raw value is stored.
    package enum Transport: String, Sendable, Codable, CaseIterable {
        case usb, nfc, ble, hybrid, `internal`
        case smartCard = "smart-card"
    }
}

/// What using a credential has shown.
package struct CredentialUse: Sendable, Equatable {
    package let signCount: UInt32
    package let isBackedUp: Bool

    package init(signCount: UInt32, isBackedUp: Bool) {
        self.signCount = signCount
        self.isBackedUp = isBackedUp
    }

    /// Whether this may come after `stored` signatures: more of them, or none when nobody counts. If not, there may be two authenticators
    /// with one key (WebAuthn Level 3, section 6.1.1).
    package func follows(_ stored: UInt32) -> Bool { signCount > stored || (signCount == 0 && stored == 0) }
}
