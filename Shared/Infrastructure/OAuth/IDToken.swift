import FoundationEssentials
import JWTKit
import Shared

/// Who has signed in, and with which device (OpenID Connect Core 1.0, section 2).
struct IDToken: Sendable, Equatable {
    let person: ID<Person>
    let device: ID<Device>

    /// Checks `text` by section 3.1.3.7, step by step. Throws ``SignInFault``.
    static func read(
        _ text: String, for client: OAuthClient, nonce: SecretToken, keys: ProviderKeys, at moment: Date
    ) async throws -> IDToken {
        let claims = try await SignedToken(text).claims(as: Claims.self, signedBy: keys)
        let now = moment.timeIntervalSince1970
        guard claims.iss == client.issuer else { throw SignInFault.untrusted("the ID token is another issuer's") }
        guard claims.aud.members.contains(client.id), claims.azp ?? client.id == client.id,
            claims.aud.members.count == 1 || claims.azp != nil
        else { throw SignInFault.untrusted("the ID token is for another client") }
        guard claims.exp + clockTolerance > now, claims.iat - clockTolerance <= now else {
            throw SignInFault.untrusted("the ID token has run out, or is of the future")
        }
        guard let sent = claims.nonce.flatMap({ SecretToken($0) }), sent.bytes.isEqualInConstantTime(to: nonce.bytes) else {
            throw SignInFault.untrusted("the ID token is of another sign-in")
        }
        guard let person = ID<Person>(claims.sub), let device = claims.sid.flatMap({ ID<Device>($0) }) else {
            throw SignInFault.untrusted("the ID token names no person and device of ours")
        }
        return IDToken(person: person, device: device)
    }

    private struct Claims: JWTPayload {
        let iss, sub: String
        let aud: Audience
        let exp, iat: Double
        let nonce, azp, sid: String?

        /// All of it is checked where it is read.
        func verify(using algorithm: some JWTAlgorithm) {}
    }
}
