/// Why a client does not get what it asked for, in the words of its specification.
struct OAuthFailure: Error, Equatable {
    let code: Code
    /// For the client's programmer: ASCII without quotes and backslashes (RFC 6749, section 5.2).
    let description: String
    /// How many seconds the client has to wait, when it asked too much at once.
    let wait: Int?

    init(_ code: Code, _ description: String, wait: Int? = nil) {
        self.code = code
        self.description = description
        self.wait = wait
    }

    enum Code: String {
        // RFC 6749, sections 4.1.2.1 and 5.2
        case invalidRequest = "invalid_request"
        case invalidClient = "invalid_client"
        case invalidGrant = "invalid_grant"
        case invalidScope = "invalid_scope"
        case unauthorizedClient = "unauthorized_client"
        case unsupportedGrantType = "unsupported_grant_type"
        case unsupportedResponseType = "unsupported_response_type"
        case accessDenied = "access_denied"
        case serverError = "server_error"
        case temporarilyUnavailable = "temporarily_unavailable"
        // RFC 6750, section 3.1
        case invalidToken = "invalid_token"
        case insufficientScope = "insufficient_scope"
        // OpenID Connect Core 1.0, section 3.1.2.6
        case loginRequired = "login_required"
        case consentRequired = "consent_required"
        case requestNotSupported = "request_not_supported"
        case requestURINotSupported = "request_uri_not_supported"
        case registrationNotSupported = "registration_not_supported"
    }
}
