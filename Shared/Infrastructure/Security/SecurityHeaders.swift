import HTTPTypes
import Shared

/// The headers that every answer of the public listener carries. They are made once.
struct SecurityHeaders: Sendable {
    let fields: [HTTPField]

    init(_ config: AppConfig) {
        let six = config.publicOrigins.all.map(\.description).joined(separator: " ")
        // Nothing inline, so pages need no nonces and can be cached. Pictures in imported posts stay where they were, hence https:. Scripts of every
        // page put things into the basket, which is the cart's.
        let policy =
            "default-src 'self'; img-src 'self' https: data: \(six); connect-src 'self' \(config.publicOrigins[.cart]); form-action \(six); "
            + "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; frame-src 'none'"
        var fields: [HTTPField] = [
            HTTPField(name: .contentSecurityPolicy, value: policy),
            HTTPField(name: .xContentTypeOptions, value: "nosniff"),
            // A stricter one would make browsers send `Origin: null` with our own forms (Fetch standard, "append a request Origin header").
            HTTPField(name: .referrerPolicy, value: "strict-origin-when-cross-origin"),
            HTTPField(name: .permissionsPolicy, value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            HTTPField(name: .openerPolicy, value: "same-origin"),
            HTTPField(name: .resourcePolicy, value: "same-site"),
        ]
        if config.isProduction {
            fields.append(HTTPField(name: .strictTransportSecurity, value: "max-age=31536000; includeSubDomains"))
        }
        self.fields = fields
    }
}
