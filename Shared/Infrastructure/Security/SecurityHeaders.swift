import HTTPTypes
import Shared

/// The headers that every answer of the public listener carries. They are made once.
struct SecurityHeaders: Sendable {
    private let documents: [HTTPField]
    private let files: [HTTPField]
    private let pictures: [HTTPField]

    /// Of an answer that has `given` headers. A content policy and a referrer policy that it brings itself are the ones that hold.
    func fields(for given: HTTPFields) -> [HTTPField] {
        let fields = fields(for: given[.contentType])
        guard given.contains(.referrerPolicy) || given.contains(.contentSecurityPolicy) else { return fields }
        return fields.filter { ![.referrerPolicy, .contentSecurityPolicy].contains($0.name) || !given.contains($0.name) }
    }

    /// Of an answer of this content type. What a browser may do is asked of documents; a style sheet, a font or a picture does nothing, and a
    /// policy with each would cost a first view as much as its scripts. An answer without content (a 304 has the headers of what it stands
    /// for: RFC 9110, section 15.4.5) is as a document's.
    /// Pictures may be shown elsewhere: in a feed reader, in mail, where somebody shares a post.
    func fields(for contentType: String?) -> [HTTPField] {
        guard let contentType, !contentType.hasPrefix("text/html") else { return documents }
        return contentType.hasPrefix("image/") ? pictures : files
    }

    init(_ config: AppConfig) {
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
                HTTPField(name: .contentSecurityPolicy, value: ContentPolicy(config).text),
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
