import HTTPTypes
import Shared

/// The headers that every answer of the public listener carries. They are made once.
struct SecurityHeaders: Sendable {
    private let documents: [HTTPField]
    private let files: [HTTPField]
    private let pictures: [HTTPField]

    /// Of an answer of this content type. What a browser may do is asked of documents; a style sheet, a font or a picture does nothing, and a
    /// policy with each would cost a first view as much as its scripts. An answer without content (a 304 has the headers of what it stands
    /// for: RFC 9110, section 15.4.5) is as a document's.
    /// Pictures may be shown elsewhere: in a feed reader, in mail, where somebody shares a post.
    func fields(for contentType: String?) -> [HTTPField] {
        guard let contentType, !contentType.hasPrefix("text/html") else { return documents }
        return contentType.hasPrefix("image/") ? pictures : files
    }

    init(_ config: AppConfig) {
        let six = config.publicOrigins.all.map(\.description).joined(separator: " ")
        // Nothing inline, so pages need no nonces and can be cached. Pictures in imported posts stay where they were, hence https:. Scripts of every
        // page put things into the basket, which is the cart's.
        let policy =
            "default-src 'self'; img-src 'self' https: data: \(six); connect-src 'self' \(config.publicOrigins[.cart]); form-action \(six); "
            + "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; frame-src 'none'"
        var always = [HTTPField(name: .xContentTypeOptions, value: "nosniff")]
        if config.isProduction {
            always.append(HTTPField(name: .strictTransportSecurity, value: "max-age=31536000; includeSubDomains"))
        }
        // Passkeys are federation's, on its own pages.
        let passkeys = config.service == .federation ? "self" : ""
        let permissions =
            "camera=(), geolocation=(), microphone=(), payment=(), publickey-credentials-create=(\(passkeys)), "
            + "publickey-credentials-get=(\(passkeys)), usb=()"
        let sameSite = HTTPField(name: .resourcePolicy, value: "same-site")
        documents =
            always + [
                HTTPField(name: .contentSecurityPolicy, value: policy),
                // A stricter one would make browsers send `Origin: null` with our own forms (Fetch standard, "append a request Origin header").
                HTTPField(name: .referrerPolicy, value: "strict-origin-when-cross-origin"),
                HTTPField(name: .permissionsPolicy, value: permissions),
                HTTPField(name: .openerPolicy, value: "same-origin"), sameSite,
            ]
        // A drawing that is opened by itself is a document, and may do nothing.
        always.append(HTTPField(name: .contentSecurityPolicy, value: "default-src 'none'; frame-ancestors 'none'"))
        files = always + [sameSite]
        pictures = always + [HTTPField(name: .resourcePolicy, value: "cross-origin")]
    }
}
