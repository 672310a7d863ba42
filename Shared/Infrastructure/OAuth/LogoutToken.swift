import FoundationEssentials
import JWTKit
import Shared

/// Word from the authorization server that somebody signed out (OpenID Connect Back-Channel Logout 1.0, section 2.4).
struct LogoutToken: Sendable, Equatable {
    static let event = "http://schemas.openid.net/event/backchannel-logout"
    /// How old one may be that is delivered late, in seconds; ours say themselves for how long they count, which is two minutes at most.
    static let oldest: Double = 300

    /// Who signed out; nil when only the device is told.
    let person: ID<Person>?
    /// Where; nil: everywhere.
    let device: ID<Device>?
    /// `jti`: one token is one logout.
    let id: String
    /// In whole seconds, mostly.
    let issuedAt: Date

    /// Checks `text` by section 2.6. Whether it was seen before is for the caller to say. Throws ``SignInFault``.
    static func read(_ text: String, for client: OAuthClient, keys: ProviderKeys, at moment: Date) async throws -> LogoutToken {
        let token = try SignedToken(text)
        // An ID token is no logout token, however it came here (RFC 8725, section 3.11).
        guard token.type == "logout+jwt" else { throw SignInFault.untrusted("the token is no logout token") }
        let claims = try await token.claims(as: Claims.self, signedBy: keys)
        let now = moment.timeIntervalSince1970
        guard claims.iss == client.issuer, claims.aud.members.contains(client.id) else {
            throw SignInFault.untrusted("the logout token is another issuer's, or for another client")
        }
        guard claims.exp + clockTolerance > now, claims.iat - clockTolerance <= now, claims.iat + oldest + clockTolerance > now else {
            throw SignInFault.untrusted("the logout token has run out, or is of the future")
        }
        guard claims.events[event] != nil, claims.nonce == nil, !claims.jti.isEmpty else {
            throw SignInFault.untrusted("the logout token does not say that somebody signed out")
        }
        let (person, device) = (claims.sub.flatMap { ID<Person>($0) }, claims.sid.flatMap { ID<Device>($0) })
        guard (claims.sub == nil) == (person == nil), (claims.sid == nil) == (device == nil), person != nil || device != nil else {
            throw SignInFault.untrusted("the logout token names no person or device of ours")
        }
        return LogoutToken(person: person, device: device, id: claims.jti, issuedAt: Date(timeIntervalSince1970: claims.iat))
    }

    private struct Claims: JWTPayload {
        let iss, jti: String
        let aud: Audience
        let exp, iat: Double
        let events: [String: Event]
        let sub, sid: String?
        let nonce: Present?

        /// All of it is checked where it is read.
        func verify(using algorithm: some JWTAlgorithm) {}
    }

    /// An object, of whatever members.
    private struct Event: Codable, Sendable {
        init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: AnyName.self) }
        func encode(to encoder: any Encoder) throws { _ = encoder.container(keyedBy: AnyName.self) }
    }
    /// A value of any kind.
    private struct Present: Codable, Sendable {
        init(from decoder: any Decoder) throws {}
        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        }
    }
    private struct AnyName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
