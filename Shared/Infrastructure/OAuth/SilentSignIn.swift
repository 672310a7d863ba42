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
        response.headers.append(
            HTTPField(name: .setCookie, value: "\(Self.triedName)=1\(attributes); Max-Age=\(Self.patience)"))
        // The hint is wrong, so that nobody else needs to try.
        if fault == .nobodySignedIn { response.headers.append(hint.clearing) }
        return response
    }

    /// After a success there is something to try again.
    var forgetting: HTTPField { HTTPField(name: .setCookie, value: "\(Self.triedName)=\(attributes); Max-Age=0") }
}

extension Request {
    /// Whether a script asks that shares what it reads with a page of another origin (Fetch standard, `Sec-Fetch-Mode`).
    package var isByScript: Bool { headers[.secFetchMode] == "cors" }

    /// Whether a browser asks in advance, for a page that nobody may ever see.
    var isPrefetch: Bool { headers[.secPurpose]?.contains("prefetch") ?? (headers[.purpose] == "prefetch") }
}
