import Shared
import SharedHTML

/// What this service is to the authorization server: a confidential client (RFC 6749, section 2.1). Where browsers go is public; where this
/// process asks is federation's internal listener, since a server cannot resolve every public name.
struct OAuthClient: Sendable {
    /// `client_id`.
    let id: String
    let secret: Secret
    /// Who signs people in, as it writes itself: compared byte by byte.
    let issuer: String
    /// `redirect_uri`.
    let callback: String
    /// Where browsers ask to be signed in.
    let authorization: String
    let tokenEndpoint: String
    let keys: String

    /// Nil for federation, which asks nobody.
    init?(_ config: AppConfig) {
        guard let secret = config.clientSecret else { return nil }
        self.secret = secret
        id = config.service.rawValue
        issuer = config.publicOrigins[.federation].description
        callback = AuthPaths.callback.on(origin: config.publicOrigin.description).value
        authorization = issuer + FederationPaths.authorize
        let inside = config.internalOrigins[.federation].description
        tokenEndpoint = inside + FederationPaths.token
        keys = inside + FederationPaths.keys
    }
}
