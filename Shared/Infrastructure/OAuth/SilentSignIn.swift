package import HTTPTypes
package import Hummingbird
import SharedHTML

/// Signs somebody in who has signed in elsewhere on the site, without a question: by top-level redirects, which need no third-party cookie,
/// no frame and no script. It is tried once, only for somebody who opens a page, and only with the cookie that says it may be worth it;
/// robots carry none.
package struct SilentSignIn: Sendable {
    private static let triedName = "sso-tried"
    /// How long a try that found nobody is remembered, in seconds.
    private static let patience = 600
    /// How long one that found somebody is: a browser that keeps this cookie and not the session's would be sent round for ever.
    private static let rest = 60

    private let departure: Departure
    private let attributes: String
    private let hint: MemberHint

    init(_ departure: Departure, _ config: AppConfig) {
        self.departure = departure
        attributes = "; Path=/; HttpOnly; SameSite=Lax\(config.publicOrigin.isSecureContext ? "; Secure" : "")"
        hint = MemberHint(config)
    }

    /// Whether who sends these cookies may be a member whom this service does not know yet.
    package static func isWorthTrying(_ headers: HTTPFields) -> Bool {
        MemberHint.isThere(in: headers) && Cookie.value(of: triedName, in: headers) == nil
    }

    /// The way to the authorization server, for somebody who is not signed in here and opens a page; nil when it is not to be tried.
    func attempt(_ request: Request) -> Response? {
        guard Self.isWorthTrying(request.headers), request.method == .get, request.headers[.secFetchMode] == "navigate",
            request.headers[.secFetchDest] == "document", !request.isPrefetch, !request.uri.path.hasPrefix(AuthPaths.folder),
            // A page with so long an address could not be come back to.
            request.uri.string.utf8.count <= PendingLogin.nextLimit, let page = LocalPath(request.uri.string), page.withoutSilence == page
        else { return nil }
        return try? departure.response(to: request, then: page, .silently)
    }

    /// Back to the page, as somebody who is not signed in. The address says so, too, so that a browser that keeps no cookies stops here.
    func givingUp(_ login: PendingLogin, because fault: SignInFault?) -> Response {
        var response = Response.leaving(for: login.next.afterSilence.description)
        response.headers.append(tried(for: Self.patience))
        // The hint is wrong, so that nobody else needs to try.
        if fault == .nobodySignedIn { response.headers.append(hint.clearing) }
        return response
    }

    /// After a success, so that the next try is not at once.
    var resting: HTTPField { tried(for: Self.rest) }

    private func tried(for seconds: Int) -> HTTPField {
        HTTPField(name: .setCookie, value: "\(Self.triedName)=1\(attributes); Max-Age=\(seconds)")
    }
}

extension Request {
    /// Whether a script asks that shares what it reads with a page of another origin (Fetch standard, `Sec-Fetch-Mode`).
    package var isByScript: Bool { headers[.secFetchMode] == "cors" }

    /// Whether a browser asks in advance, for a page that nobody may ever see.
    var isPrefetch: Bool { headers[.secPurpose]?.contains("prefetch") ?? (headers[.purpose] == "prefetch") }
}
