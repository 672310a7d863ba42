package import HTTPTypes
package import Shared

/// The cookie that signs somebody in to one service: it goes to that service alone.
package struct SessionCookies: Sendable {
    private let name: String
    private let attributes: String

    package init(_ config: AppConfig) {
        // The prefix makes browsers insist on Secure, on this very host, and on the whole path. Where they would refuse it, a plain name.
        let isSecure = config.publicOrigin.isSecureContext
        name = isSecure ? "__Host-session" : "session"
        attributes = "; Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }

    package func setting(_ token: SecretToken, for lifetime: Duration) -> HTTPField {
        HTTPField(name: .setCookie, value: "\(name)=\(token.text)\(attributes); Max-Age=\(lifetime.components.seconds)")
    }

    package var clearing: HTTPField { HTTPField(name: .setCookie, value: "\(name)=\(attributes); Max-Age=0") }

    /// What a request's cookies say.
    enum Found: Equatable {
        case none
        case token(SecretToken)
        case malformed
    }

    func find(in headers: HTTPFields) -> Found {
        guard let text = Cookie.value(of: name, in: headers) else { return .none }
        return SecretToken(text).map { .token($0) } ?? .malformed
    }
}
