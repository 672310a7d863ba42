import HTTPTypes
import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// Who the person of an access token is (OpenID Connect Core 1.0, section 5.3; errors: RFC 6750, section 3).
struct UserInfoRoutes {
    let desk: TokenDesk

    func add(to routes: Routes) {
        routes.get(FederationPaths.userInfo, use: show)
        routes.post(FederationPaths.userInfo, from: .anyone, use: show)
        routes.options(FederationPaths.userInfo) { _, _ in ProtocolAnswer.preflight("GET, POST") }
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let sent = request.headers[values: .authorization]
        // A token in the query or the form is not taken: it would be in logs and histories (RFC 9700, section 4.3.2).
        guard let header = sent.first else { return Self.refusal(.unauthorized, nil) }
        let parts = header.split(separator: " ")
        guard parts.first?.lowercased() == "bearer" else { return Self.refusal(.unauthorized, nil) }
        guard sent.count == 1, parts.count == 2 else {
            return Self.refusal(.badRequest, OAuthFailure(.invalidRequest, "the Authorization header is not readable"))
        }
        guard let access = try await desk.access(String(parts[1])) else { return Self.invalid }
        guard access.scopes.contains(.openid) else {
            return Self.refusal(.forbidden, OAuthFailure(.insufficientScope, "the token is not for openid"), scope: "openid")
        }
        guard let claims = try await desk.claims(of: access) else { return Self.invalid }
        return ProtocolAnswer.json(claims, .ok, ProtocolAnswer.open)
    }

    private static var invalid: Response {
        refusal(.unauthorized, OAuthFailure(.invalidToken, "the token is unknown, has run out, or was ended"))
    }

    /// Who brought nothing is told no error (RFC 6750, section 3.1).
    private static func refusal(_ status: HTTPResponse.Status, _ failure: OAuthFailure?, scope: String? = nil) -> Response {
        var parts = ["realm=\"Rose Ash\""]
        if let failure {
            parts += ["error=\"\(failure.code.rawValue)\"", "error_description=\"\(failure.description)\""]
        }
        if let scope { parts.append("scope=\"\(scope)\"") }
        var headers = ProtocolAnswer.open
        headers[.wwwAuthenticate] = "Bearer " + parts.joined(separator: ", ")
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers)
    }
}
