import FoundationEssentials
import Shared
import SharedHTML

/// An access token that is worth something now.
struct LiveAccess: Sendable {
    let claims: AccessTokenClaims
    let grant: Grant
    let scopes: Set<Scope>
}

extension TokenDesk {
    /// Nil unless we signed it, it has not run out, its grant has not ended, and its device is signed in.
    func access(_ token: String) async throws -> LiveAccess? {
        let moment = Date()
        guard let claims = try await keys.verify(token, as: AccessTokenClaims.self, at: moment), claims.audience == issuer.description,
            let id = ID<Grant>(claims.grant), let scopes = Set<Scope>(scope: claims.scope), let grant = try await grants.grant(id),
            try await devices.device(grant.device, at: moment) != nil
        else { return nil }
        return LiveAccess(claims: claims, grant: grant, scopes: scopes)
    }

    /// What `client` may know of a token (RFC 7662, section 2.2): of its own alone, and of all others nothing.
    func introspection(of token: String, by client: Client) async throws -> JSON {
        let nothing: JSON = ["active": false]
        if let secret = SecretToken(token) {
            let moment = Date()
            guard let refresh = try await grants.find(secret), refresh.grant.client == client.id, refresh.usedAt == nil,
                refresh.expiresAt > moment, try await devices.device(refresh.grant.device, at: moment) != nil
            else { return nothing }
            return [
                "active": true, "scope": .string(refresh.grant.scopes.text), "client_id": .string(client.id.description),
                "sub": .string(refresh.grant.person.description), "exp": .integer(Int64(refresh.expiresAt.timeIntervalSince1970)),
                "iat": .integer(Int64(refresh.issuedAt.timeIntervalSince1970)), "iss": .string(issuer.description),
            ]
        }
        guard let access = try await access(token), access.grant.client == client.id else { return nothing }
        let claims = access.claims
        return [
            "active": true, "scope": .string(claims.scope), "client_id": .string(claims.client), "token_type": "Bearer",
            "exp": .integer(Int64(claims.expiresAt)), "iat": .integer(Int64(claims.issuedAt)), "sub": .string(claims.subject),
            "aud": .string(claims.audience), "iss": .string(claims.issuer), "jti": .string(claims.id), "sid": .string(claims.session),
        ]
    }

    /// Ends what `token` stands on, when it is `client`'s (RFC 7009, section 2.1): access tokens are kept nowhere, so one ends with its whole grant.
    func revoke(_ token: String, by client: Client) async throws {
        let grant =
            if let secret = SecretToken(token) { try await grants.find(secret)?.grant } else { try await access(token)?.grant }
        guard let grant, grant.client == client.id else { return }
        _ = try await transactions.run { (transaction: borrowing Transaction) in
            try await grants.end(grant.id, at: Date(), in: transaction)
        }
    }

    /// What `userinfo` says (OpenID Connect Core 1.0, section 5.3.2). Nil when there is nobody any more.
    func claims(of access: LiveAccess) async throws -> JSON? {
        guard let person = try await people.person(access.grant.person) else { return nil }
        let claims = PersonClaims(of: person, access.scopes)
        var members: [JSON.Member] = [.init("sub", .string(person.id.description))]
        if let username = claims.username { members.append(.init("preferred_username", .string(username))) }
        if let name = claims.name { members.append(.init("name", .string(name))) }
        if let email = claims.email { members.append(.init("email", .string(email))) }
        if let isVerified = claims.isEmailVerified { members.append(.init("email_verified", .bool(isVerified))) }
        return .object(members)
    }
}
