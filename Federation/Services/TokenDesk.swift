import Crypto
import FoundationEssentials
import Shared
import SharedHTML
import SharedInfrastructure

/// Gives tokens for codes and for refresh tokens, and says what they are worth.
struct TokenDesk: Sendable {
    let transactions: any Transactions
    let grants: any Grants
    let devices: any Devices
    let people: any People
    let trail: any AuditTrail
    let keys: KeyRing
    let issuer: Issuer

    /// For a code (RFC 6749, section 4.1.4; OpenID Connect Core 1.0, section 3.1.3.3). Throws ``OAuthFailure``.
    func tokens(for code: SecretToken, _ proof: CodeProof, of client: Client) async throws -> JSON {
        let moment = Date()
        let redemption = try await transactions.run { (transaction: borrowing Transaction) in
            let redemption = try await grants.redeem(code, proof, at: moment, in: transaction)
            try await note(redemption, of: client, at: moment, in: transaction)
            return redemption
        }
        return try await answer(redemption, to: client, nil, isFirst: true, at: moment)
    }

    /// For a refresh token (RFC 6749, section 6). `scopes`: fewer than were let, or nil for all of them. Throws ``OAuthFailure``.
    func tokens(for token: SecretToken, _ scopes: Set<Scope>?, of client: Client) async throws -> JSON {
        let moment = Date()
        let redemption = try await transactions.run { (transaction: borrowing Transaction) in
            // What asks for more than was let is refused before anything is exchanged.
            if let scopes, let known = try await grants.find(token), known.grant.client == client.id,
                !scopes.isSubset(of: known.grant.scopes)
            {
                throw OAuthFailure(.invalidScope, "more than was let")
            }
            let redemption = try await grants.refresh(token, by: client.id, at: moment, in: transaction)
            try await note(redemption, of: client, at: moment, in: transaction)
            return redemption
        }
        return try await answer(redemption, to: client, scopes, isFirst: false, at: moment)
    }

    /// Whoever owns the account reads that a token was used twice: somebody else may hold it.
    private func note(
        _ redemption: Redemption, of client: Client, at moment: Date, in transaction: borrowing Transaction
    ) async throws {
        guard case .reused(let grant) = redemption else { return }
        try await trail.record(
            AuditEntry(kind: .tokenReused, at: moment, device: "", detail: client.name), of: grant.person, in: transaction)
    }

    private func answer(
        _ redemption: Redemption, to client: Client, _ narrowed: Set<Scope>?, isFirst: Bool, at moment: Date
    ) async throws -> JSON {
        guard case .granted(let grant, let refresh) = redemption else {
            throw OAuthFailure(.invalidGrant, "it is unknown, used, too old, or not for this client, address or verifier")
        }
        guard let person = try await owner(of: grant, at: moment) else {
            throw OAuthFailure(.invalidGrant, "who let it has signed out")
        }
        let scopes = narrowed ?? grant.scopes
        let access = try await keys.sign(accessClaims(grant, scopes, at: moment))
        var members: [JSON.Member] = [
            .init("access_token", .string(access)), .init("token_type", "Bearer"),
            .init("expires_in", .integer(Int64(AccessTokenClaims.lifetime))), .init("scope", .string(scopes.text)),
        ]
        if let refresh { members.append(.init("refresh_token", .string(refresh.text))) }
        if scopes.contains(.openid) {
            let claims = idClaims(grant, scopes, person, access: access, nonce: isFirst ? grant.nonce : nil, at: moment)
            members.append(.init("id_token", .string(try await keys.sign(claims))))
        }
        return .object(members)
    }

    /// Nil, and the grant has ended, when its device is not signed in any more.
    private func owner(of grant: Grant, at moment: Date) async throws -> Person? {
        if try await devices.device(grant.device, at: moment) != nil, let person = try await people.person(grant.person) { return person }
        _ = try await transactions.run { (transaction: borrowing Transaction) in
            try await grants.end(grant.id, at: moment, in: transaction)
        }
        return nil
    }

    private func accessClaims(_ grant: Grant, _ scopes: Set<Scope>, at moment: Date) -> AccessTokenClaims {
        let now = Int(moment.timeIntervalSince1970)
        return AccessTokenClaims(
            issuer: issuer.description, audience: issuer.description, subject: grant.person.description, client: grant.client.description,
            scope: scopes.text, id: SecretToken().text, session: grant.device.description, issuedAt: now,
            expiresAt: now + AccessTokenClaims.lifetime, authenticatedAt: Int(grant.provedAt.timeIntervalSince1970),
            grant: grant.id.description)
    }

    private func idClaims(
        _ grant: Grant, _ scopes: Set<Scope>, _ person: Person, access: String, nonce: String?, at moment: Date
    ) -> IDTokenClaims {
        let now = Int(moment.timeIntervalSince1970)
        // OpenID Connect Core 1.0, section 3.1.3.6: the left half of the hash.
        let hash = Base64URL.encode(Array(SHA256.hash(data: Array(access.utf8)).prefix(16)))
        return IDTokenClaims(
            issuer: issuer.description, audience: grant.client.description, subject: grant.person.description, issuedAt: now,
            expiresAt: now + IDTokenClaims.lifetime, authenticatedAt: Int(grant.provedAt.timeIntervalSince1970),
            session: grant.device.description, methods: grant.method.references, nonce: nonce, accessTokenHash: hash,
            about: PersonClaims(of: person, scopes))
    }
}

extension SignInMethod {
    /// `amr` (RFC 8176): a mail carries a password for one time; a passkey is a key kept by software or hardware, used by a person who is there.
    var references: [String] {
        switch self {
        case .mail: ["otp"]
        case .passkey: ["swk", "user"]
        }
    }
}
