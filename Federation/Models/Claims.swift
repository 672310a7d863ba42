import FoundationEssentials
import JWTKit
import Shared

/// What one of our tokens says.
protocol Claims: JWTPayload {
    /// The header's `typ`, so that no token is taken for one of another kind (RFC 8725, section 3.11).
    static var type: String { get }
    var issuer: String { get }
    /// Seconds since 1970.
    var expiresAt: Int { get }
}

extension Claims {
    /// The key ring looks at what is said; the signature was looked at before.
    func verify(using algorithm: some JWTAlgorithm) throws {}
}

/// An access token (RFC 9068): for whom we are asked by `userinfo`, and who asks us by `introspect`.
struct AccessTokenClaims: Claims {
    static let type = "at+jwt"
    static let lifetime = 600

    let issuer: String
    let audience: String
    let subject: String
    let client: String
    let scope: String
    let id: String
    let session: String
    let issuedAt: Int
    let expiresAt: Int
    let authenticatedAt: Int
    /// The grant that it stands on: when that has ended, it is worth nothing.
    let grant: String

    enum CodingKeys: String, CodingKey {
        case issuer = "iss"
        case audience = "aud"
        case subject = "sub"
        case client = "client_id"
        case scope
        case id = "jti"
        case session = "sid"
        case issuedAt = "iat"
        case expiresAt = "exp"
        case authenticatedAt = "auth_time"
        case grant
    }
}

/// An ID token (OpenID Connect Core 1.0, section 2).
struct IDTokenClaims: Claims {
    static let type = "JWT"
    static let lifetime = 600

    let issuer: String
    let audience: String
    let subject: String
    let issuedAt: Int
    let expiresAt: Int
    let authenticatedAt: Int
    let session: String
    let methods: [String]
    let nonce: String?
    let accessTokenHash: String?
    let about: PersonClaims

    enum CodingKeys: String, CodingKey {
        case issuer = "iss"
        case audience = "aud"
        case subject = "sub"
        case issuedAt = "iat"
        case expiresAt = "exp"
        case authenticatedAt = "auth_time"
        case session = "sid"
        case methods = "amr"
        case nonce
        case accessTokenHash = "at_hash"
    }
}

extension IDTokenClaims {
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        issuer = try values.decode(String.self, forKey: .issuer)
        audience = try values.decode(String.self, forKey: .audience)
        subject = try values.decode(String.self, forKey: .subject)
        issuedAt = try values.decode(Int.self, forKey: .issuedAt)
        expiresAt = try values.decode(Int.self, forKey: .expiresAt)
        authenticatedAt = try values.decode(Int.self, forKey: .authenticatedAt)
        session = try values.decode(String.self, forKey: .session)
        methods = try values.decode([String].self, forKey: .methods)
        nonce = try values.decodeIfPresent(String.self, forKey: .nonce)
        accessTokenHash = try values.decodeIfPresent(String.self, forKey: .accessTokenHash)
        about = try PersonClaims(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(issuer, forKey: .issuer)
        try values.encode(audience, forKey: .audience)
        try values.encode(subject, forKey: .subject)
        try values.encode(issuedAt, forKey: .issuedAt)
        try values.encode(expiresAt, forKey: .expiresAt)
        try values.encode(authenticatedAt, forKey: .authenticatedAt)
        try values.encode(session, forKey: .session)
        try values.encode(methods, forKey: .methods)
        try values.encodeIfPresent(nonce, forKey: .nonce)
        try values.encodeIfPresent(accessTokenHash, forKey: .accessTokenHash)
        try about.encode(to: encoder)
    }
}

/// What a client may know of a person (OpenID Connect Core 1.0, sections 5.1 and 5.4): in ID tokens and at `userinfo`.
struct PersonClaims: Codable, Sendable, Equatable {
    let username: String?
    let name: String?
    let email: String?
    let isEmailVerified: Bool?

    /// Of `person`, what `scopes` cover. Addresses are verified: nobody has an account without having read mail there.
    init(of person: Person, _ scopes: Set<Scope>) {
        username = scopes.contains(.profile) ? person.username.description : nil
        name = scopes.contains(.profile) ? person.name : nil
        email = scopes.contains(.email) ? person.email.description : nil
        isEmailVerified = scopes.contains(.email) ? true : nil
    }

    enum CodingKeys: String, CodingKey {
        case username = "preferred_username"
        case name
        case email
        case isEmailVerified = "email_verified"
    }
}

/// A logout token (OpenID Connect Back-Channel Logout 1.0, section 2.4). It has no nonce, so that none is taken for an ID token.
struct LogoutClaims: Claims {
    static let type = "logout+jwt"
    static let lifetime = 120

    let issuer: String
    let audience: String
    let subject: String
    let session: String
    let issuedAt: Int
    let expiresAt: Int
    let id: String
    let events: Events

    enum CodingKeys: String, CodingKey {
        case issuer = "iss"
        case audience = "aud"
        case subject = "sub"
        case session = "sid"
        case issuedAt = "iat"
        case expiresAt = "exp"
        case id = "jti"
        case events
    }

    struct Events: Codable, Sendable {
        let logout: Nothing
        enum CodingKeys: String, CodingKey { case logout = "http://schemas.openid.net/event/backchannel-logout" }
    }
    struct Nothing: Codable, Sendable {}
    static let event = Events(logout: Nothing())
}
