package import HTTPTypes
import Shared

/// The cookie `member=1` of the whole site: somebody has signed in with this browser, so it is worth asking federation who. It proves nothing.
package struct MemberHint: Sendable {
    static let name = "member"
    private let attributes: String

    package init(_ config: AppConfig) {
        attributes = "; Domain=\(config.siteDomain); Path=/; HttpOnly; SameSite=Lax\(config.publicOrigin.isSecureContext ? "; Secure" : "")"
    }

    package var setting: HTTPField {
        HTTPField(name: .setCookie, value: "\(Self.name)=1\(attributes); Max-Age=\(Device.lifetime.components.seconds)")
    }

    package var clearing: HTTPField { HTTPField(name: .setCookie, value: "\(Self.name)=\(attributes); Max-Age=0") }

    package static func isThere(in headers: HTTPFields) -> Bool { Cookie.value(of: name, in: headers) == "1" }
}
