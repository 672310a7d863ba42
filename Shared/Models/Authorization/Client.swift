package import FoundationEssentials

/// A program that may ask us who somebody is (a client of OAuth 2.1, a relying party of OpenID Connect).
package struct Client: Sendable, Codable, Equatable {
    package enum Kind: String, Sendable, Codable {
        /// One of our own services: nobody is asked whether it may know who they are.
        case ours
        /// Somebody else's, registered by an operator: each person is asked.
        case thirdParty = "third-party"
    }

    package let id: ClientID
    package let kind: Kind
    /// As people are told of it.
    package let name: String
    /// SHA-256 of its secret; nil for a public client, which cannot keep one (RFC 6749, section 2.1).
    package let secretHash: [UInt8]?
    /// Where browsers may be sent with a code. Compared exactly.
    package let redirects: [CallbackAddress]
    /// Where browsers may be sent after signing out. Compared exactly.
    package let postLogoutRedirects: [CallbackAddress]
    /// Where it hears of sign-outs (OpenID Connect Back-Channel Logout 1.0); nil when it does not.
    package let logoutAddress: String?

    package init(
        id: ClientID, kind: Kind, name: String, secretHash: [UInt8]?, redirects: [CallbackAddress], postLogoutRedirects: [CallbackAddress],
        logoutAddress: String?
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.secretHash = secretHash
        self.redirects = redirects
        self.postLogoutRedirects = postLogoutRedirects
        self.logoutAddress = logoutAddress
    }

    package var isPublic: Bool { secretHash == nil }
}

/// A client of somebody else's, as an operator sees it.
package struct RegisteredClient: Sendable, Codable, Equatable {
    package let client: Client
    package let registeredAt: Date
    /// Nil while it may ask.
    package let retiredAt: Date?

    package init(client: Client, registeredAt: Date, retiredAt: Date?) {
        self.client = client
        self.registeredAt = registeredAt
        self.retiredAt = retiredAt
    }
}
