import FoundationEssentials
import HTTPTypes
import Hummingbird

/// Sends a browser to the authorization server, with what it needs to come back.
struct Departure: Sendable {
    let client: OAuthClient
    let logins: PendingLogins

    /// How the authorization server is asked (OpenID Connect Core 1.0, section 3.1.2.1, `prompt`).
    enum Asking {
        /// Whoever is signed in there is signed in here; whoever is not, signs in.
        case once
        /// Whoever it is proves it anew.
        case anew
        /// Nobody is to see anything of it.
        case silently
    }

    func response(to request: Request, then next: LocalPath, _ asking: Asking, at moment: Date = Date()) throws -> Response {
        let login = PendingLogin(next: next, isSilent: asking == .silently, at: moment)
        var response = Response.leaving(for: AuthorizationRequest(client: client, login: login, isAnew: asking == .anew).address)
        for field in logins.makingRoom(in: request.headers, at: moment) { response.headers.append(field) }
        response.headers.append(try logins.setting(login))
        return response
    }
}

extension Response {
    /// 303, kept by nobody, and telling nobody where from (RFC 9700, section 4.2.4).
    static func leaving(for address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store", .referrerPolicy: "no-referrer"])
    }
}
