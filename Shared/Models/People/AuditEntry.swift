package import FoundationEssentials

/// One thing that was done with somebody's account, for them to read.
package struct AuditEntry: Sendable, Codable, Equatable {
    /// A kind is never renamed.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case joined
        case signedIn = "signed-in"
        case provedAnew = "proved-anew"
        case signedOut = "signed-out"
        /// Signed out from elsewhere, or everywhere.
        case deviceEnded = "device-ended"
        /// A token was used twice: somebody else may hold it.
        case tokenReused = "token-reused"
        case consented
        case consentWithdrawn = "consent-withdrawn"
        case passkeyAdded = "passkey-added"
        case passkeyRemoved = "passkey-removed"
        case addressChangeAsked = "address-change-asked"
        case addressChanged = "address-changed"
        case profileChanged = "profile-changed"
        case roleGranted = "role-granted"
        case roleWithdrawn = "role-withdrawn"
        case exported
    }

    package let kind: Kind
    package let at: Date
    /// What the device called itself; empty when none had a part in it.
    package let device: String
    /// What the entry is about, in a few words: a passkey's name, an address, a client's name. May be empty.
    package let detail: String

    package init(kind: Kind, at: Date, device: String, detail: String) {
        self.kind = kind
        self.at = at
        self.device = device
        self.detail = detail
    }
}
