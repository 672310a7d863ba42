package import FoundationEssentials

/// What people let clients do, and the codes and refresh tokens that stand for it. Those are stored as hashes only.
package protocol Grants: Sendable {
    /// Grants, and answers the code with which the client can come for it: once, within ``NewGrant/codeLifetime``. Throws
    /// ``PersonHasLeft``.
    func grant(_ new: NewGrant, at moment: Date, in transaction: borrowing Transaction) async throws -> SecretToken
    /// Takes a code in (RFC 6749, section 4.1.3). The first time that its own client shows it, it is used up, whatever comes of it; a second
    /// time ends the grant with all that it gave. Only the caller's commit makes either so: an answer that is no grant is not thrown.
    func redeem(_ code: SecretToken, _ proof: CodeProof, at moment: Date, in transaction: borrowing Transaction) async throws -> Redemption
    /// Exchanges a refresh token for its successor (RFC 6749, section 6). Used again within ``Grant/replayTime``, it gives the same successor:
    /// an answer may be lost, and two windows may ask at once. Used again later, it ends the grant.
    func refresh(_ token: SecretToken, by client: ClientID, at moment: Date, in transaction: borrowing Transaction) async throws
        -> Redemption
    /// Nil when there is none, or it has ended.
    func grant(_ id: ID<Grant>) async throws -> Grant?
    /// What is known of a refresh token whose grant has not ended. Nil when there is none.
    func find(_ token: SecretToken) async throws -> RefreshToken?
    /// Ends one with all that it gave. Answers whether it had not ended.
    func end(_ id: ID<Grant>, at moment: Date, in transaction: borrowing Transaction) async throws -> Bool
    /// Ends all of a device's. Answers the clients that ever had one there, in the order of their ids.
    func endAll(on device: ID<Device>, at moment: Date, in transaction: borrowing Transaction) async throws -> [ClientID]
}

extension Grant {
    /// How long a refresh token that was exchanged gives its successor again.
    package static let replayTime = Duration.seconds(60)
    /// How long a refresh token can be exchanged for: somebody who was not there for longer signs in again.
    package static let refreshLifetime = Duration.seconds(30 * 86_400)
}

/// What somebody lets a client do, and what the client has to show to get it.
package struct NewGrant: Sendable, Equatable {
    /// RFC 6749, section 4.1.2, recommends ten minutes at most.
    package static let codeLifetime = Duration.seconds(60)

    package let client: ClientID
    package let device: Device
    package let scopes: Set<Scope>
    package let nonce: String?
    package let redirect: CallbackAddress
    package let challenge: CodeChallenge

    package init(
        client: ClientID, device: Device, scopes: Set<Scope>, nonce: String?, redirect: CallbackAddress, challenge: CodeChallenge
    ) {
        self.client = client
        self.device = device
        self.scopes = scopes
        self.nonce = nonce
        self.redirect = redirect
        self.challenge = challenge
    }
}

/// What a client shows with a code.
package struct CodeProof: Sendable, Equatable {
    package let client: ClientID
    package let redirect: String
    package let verifier: CodeVerifier

    package init(client: ClientID, redirect: String, verifier: CodeVerifier) {
        self.client = client
        self.redirect = redirect
        self.verifier = verifier
    }
}

/// What came of showing a code or a refresh token.
package enum Redemption: Sendable, Equatable {
    /// - Parameter refresh: nil when the grant is not for when somebody is away.
    case granted(Grant, refresh: SecretToken?)
    /// It is nobody's, another client's, too late, or what was shown with it is wrong.
    case refused
    /// It was used before. The grant, which had not ended, has ended now.
    case reused(Grant)
}

/// What is known of a refresh token.
package struct RefreshToken: Sendable, Equatable {
    package let grant: Grant
    package let issuedAt: Date
    package let expiresAt: Date
    /// Nil while it has not been exchanged for its successor.
    package let usedAt: Date?

    package init(grant: Grant, issuedAt: Date, expiresAt: Date, usedAt: Date?) {
        self.grant = grant
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.usedAt = usedAt
    }
}
