package import FoundationEssentials

/// An RSA key (2048 bits) with which tokens are signed.
package struct SigningKey: Sendable, Equatable {
    /// Its `kid` (RFC 7517, section 4.5).
    package let id: String
    package let status: SigningKeyStatus
    package let createdAt: Date
    package let changedAt: Date
    /// PKCS #1, DER.
    package let privateKey: [UInt8]

    package init(id: String, status: SigningKeyStatus, createdAt: Date, changedAt: Date, privateKey: [UInt8]) {
        self.id = id
        self.status = status
        self.createdAt = createdAt
        self.changedAt = changedAt
        self.privateKey = privateKey
    }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
    /// Without the key itself, so that no log shows it by accident.
    package var description: String { "SigningKey(\(id), \(status.rawValue))" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Where a signing key is. All three are published, so that whoever keeps our keys for a while knows one before it signs, and still has it for
/// what it signed.
package enum SigningKeyStatus: String, StateMachine, Codable {
    /// Published, and signs nothing yet.
    case next
    /// Signs. There is one.
    case current
    /// Signed what is still out.
    case previous

    package static let machine = "signing-key"
    package static let transitions: [SigningKeyStatus: Set<SigningKeyStatus>] = [
        .next: [.current],
        .current: [.previous],
        .previous: [],
    ]
}
