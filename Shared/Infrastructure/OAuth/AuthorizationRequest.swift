import Crypto
import Shared
import SharedHTML

/// The address that asks the authorization server who somebody is (OpenID Connect Core 1.0, section 3.1.2.1; RFC 7636, section 4.3). Of all
/// that a token could say we need the person and the device, so no more than `openid` is asked for.
struct AuthorizationRequest {
    let client: OAuthClient
    let login: PendingLogin
    /// Whether whoever is signed in is to prove it once more.
    var isAnew = false

    var address: String {
        var query = [
            ("response_type", "code"), ("client_id", client.id), ("redirect_uri", client.callback), ("scope", "openid"),
            ("state", login.state.text), ("nonce", login.nonce.text), ("code_challenge", Self.challenge(of: login.verifier.text)),
            ("code_challenge_method", "S256"),
        ]
        if login.isSilent { query.append(("prompt", "none")) }
        if isAnew { query.append(("prompt", "login")) }
        return client.authorization + "?" + query.map { "\($0)=\($1.percentEncoded)" }.joined(separator: "&")
    }

    /// RFC 7636, section 4.2.
    static func challenge(of verifier: String) -> String { Base64URL.encode(Array(SHA256.hash(data: Array(verifier.utf8)))) }
}
