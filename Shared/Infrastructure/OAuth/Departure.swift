import FoundationEssentials
import HTTPTypes
import Hummingbird

/// Sends a browser to the authorization server, with what it needs to come back.
struct Departure: Sendable {
    let client: OAuthClient
    let logins: PendingLogins

    func response(to request: Request, then next: LocalPath, isSilent: Bool, at moment: Date = Date()) throws -> Response {
        let login = PendingLogin(next: next, isSilent: isSilent, at: moment)
        var response = Response.leaving(for: AuthorizationRequest(client: client, login: login).address)
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
