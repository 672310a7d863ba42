package import FoundationEssentials

/// What somebody let a client do, on one device: what a code, the refresh tokens after it and their access tokens stand on. When it ends, all of
/// them do.
package struct Grant: Sendable, Codable, Equatable {
    package let id: ID<Grant>
    package let client: ClientID
    package let person: ID<Person>
    package let device: ID<Device>
    package let scopes: Set<Scope>
    /// What the client wants to find in the first ID token (OpenID Connect Core 1.0, section 3.1.2.1).
    package let nonce: String?
    /// When and how somebody had proved who they are, when they let it.
    package let provedAt: Date
    package let method: SignInMethod
    package let grantedAt: Date

    package init(
        id: ID<Grant>, client: ClientID, person: ID<Person>, device: ID<Device>, scopes: Set<Scope>, nonce: String?, provedAt: Date,
        method: SignInMethod, grantedAt: Date
    ) {
        self.id = id
        self.client = client
        self.person = person
        self.device = device
        self.scopes = scopes
        self.nonce = nonce
        self.provedAt = provedAt
        self.method = method
        self.grantedAt = grantedAt
    }
}
