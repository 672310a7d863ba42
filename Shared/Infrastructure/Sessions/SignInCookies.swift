package import HTTPTypes
package import Shared

/// The cookie that binds sign-ins to the browser that began them. It signs nobody in; it goes when somebody is.
package struct SignInCookies: Sendable {
    private let name: String
    private let attributes: String

    package init(_ config: AppConfig) {
        // As the session's: a plain name where a browser would refuse the prefix.
        let isSecure = config.publicOrigin.isSecureContext
        name = isSecure ? "__Host-sign-in" : "sign-in"
        attributes = "; Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }

    /// The browser's secret; nil when it has none, or something that we did not give it.
    package func find(in headers: HTTPFields) -> SecretToken? { Cookie.value(of: name, in: headers).flatMap { SecretToken($0) } }

    package func setting(_ browser: SecretToken, for lifetime: Duration) -> HTTPField {
        HTTPField(name: .setCookie, value: "\(name)=\(browser.text)\(attributes); Max-Age=\(lifetime.components.seconds)")
    }

    package var clearing: HTTPField { HTTPField(name: .setCookie, value: "\(name)=\(attributes); Max-Age=0") }
}
