package import HTTPTypes
package import Shared

/// The cookie that ties challenges to the browser that asked for them. It names nobody, and goes when the browser is closed.
package struct PasskeyBrowser: Sendable {
    private let name: String
    private let attributes: String

    package init(_ config: AppConfig) {
        let isSecure = config.publicOrigin.isSecureContext
        name = isSecure ? "__Host-passkeys" : "passkeys"
        attributes = "; Path=/; HttpOnly; SameSite=Strict\(isSecure ? "; Secure" : "")"
    }

    /// Nil when the browser has none, or one that we did not give it.
    package func find(in headers: HTTPFields) -> SecretToken? { Cookie.value(of: name, in: headers).flatMap { SecretToken($0) } }

    package func setting(_ token: SecretToken) -> HTTPField { HTTPField(name: .setCookie, value: "\(name)=\(token.text)\(attributes)") }
}
