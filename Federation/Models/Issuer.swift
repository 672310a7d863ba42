import Shared
import SharedHTML
import SharedInfrastructure

/// Who we are to clients: the one text that stands in metadata, tokens and answers alike (RFC 8414, section 3.3; RFC 9207).
struct Issuer: Sendable, CustomStringConvertible {
    let description: String

    init(_ config: AppConfig) { description = config.publicOrigins[.federation].description }

    /// Both documents: RFC 8414, section 2, and OpenID Connect Discovery 1.0, section 3, with RFC 9207, RP-Initiated Logout 1.0 and Back-Channel
    /// Logout 1.0.
    var metadata: JSON {
        let secrets: JSON = ["client_secret_basic", "client_secret_post"]
        let methods: JSON = ["client_secret_basic", "client_secret_post", "none"]
        return [
            "issuer": .string(description),
            "authorization_endpoint": address(FederationPaths.authorize),
            "token_endpoint": address(FederationPaths.token),
            "revocation_endpoint": address(FederationPaths.revoke),
            "introspection_endpoint": address(FederationPaths.introspect),
            "userinfo_endpoint": address(FederationPaths.userInfo),
            "jwks_uri": address(FederationPaths.keys),
            "end_session_endpoint": address(FederationPaths.endSession),
            "scopes_supported": .array(Scope.allCases.map { .string($0.rawValue) }),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": methods,
            "revocation_endpoint_auth_methods_supported": methods,
            "introspection_endpoint_auth_methods_supported": secrets,
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "prompt_values_supported": .array(Prompt.allCases.map { .string($0.rawValue) }),
            "claims_supported": [
                "iss", "sub", "aud", "exp", "iat", "nonce", "auth_time", "sid", "amr", "at_hash", "preferred_username", "name", "email",
                "email_verified",
            ],
            "authorization_response_iss_parameter_supported": true,
            "backchannel_logout_supported": true,
            "backchannel_logout_session_supported": true,
            "claims_parameter_supported": false,
            "request_parameter_supported": false,
            "request_uri_parameter_supported": false,
        ]
    }

    private func address(_ path: String) -> JSON { .string(description + path) }
}
