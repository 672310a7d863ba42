import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure

/// Tokens for codes and for refresh tokens (RFC 6749, section 3.2).
struct TokenRoutes {
    let desk: TokenDesk
    let door: ClientDoor
    let isInternal: Bool

    private static let known = [
        "grant_type", "code", "redirect_uri", "code_verifier", "refresh_token", "scope", "client_id", "client_secret",
    ]

    func add(to routes: Routes) {
        routes.post(FederationPaths.token, from: .anyone, use: give)
        routes.options(FederationPaths.token) { _, _ in ProtocolAnswer.preflight("POST") }
    }

    @Sendable func give(_ request: Request, _ context: AppContext) async throws -> Response {
        do {
            let parameters = try await request.parameters(context, Self.known)
            let client = try await door.client(request, context, parameters, isInternal: isInternal)
            switch parameters["grant_type"] {
            case "authorization_code": return try await forCode(parameters, client)
            case "refresh_token": return try await forRefreshToken(parameters, client)
            case nil: throw OAuthFailure(.invalidRequest, "grant_type is missing")
            default: throw OAuthFailure(.unsupportedGrantType, "grant_type can be: authorization_code, refresh_token")
            }
        } catch let failure as OAuthFailure { return ProtocolAnswer.failure(failure, ProtocolAnswer.open) }
    }

    private func forCode(_ parameters: Parameters, _ client: Client) async throws -> Response {
        guard let text = parameters["code"] else { throw OAuthFailure(.invalidRequest, "code is missing") }
        guard let redirect = parameters["redirect_uri"] else { throw OAuthFailure(.invalidRequest, "redirect_uri is missing") }
        guard let verifier = parameters["code_verifier"] else { throw OAuthFailure(.invalidRequest, "code_verifier is missing") }
        guard let verifier = CodeVerifier(verifier) else {
            throw OAuthFailure(.invalidRequest, "code_verifier is not 43 to 128 unreserved characters")
        }
        guard let code = SecretToken(text) else { throw OAuthFailure(.invalidGrant, "this is no code of ours") }
        let proof = CodeProof(client: client.id, redirect: redirect, verifier: verifier)
        return ProtocolAnswer.json(try await desk.tokens(for: code, proof, of: client), .ok, ProtocolAnswer.open)
    }

    private func forRefreshToken(_ parameters: Parameters, _ client: Client) async throws -> Response {
        guard let text = parameters["refresh_token"] else { throw OAuthFailure(.invalidRequest, "refresh_token is missing") }
        guard let token = SecretToken(text) else { throw OAuthFailure(.invalidGrant, "this is no refresh token of ours") }
        var scopes: Set<Scope>?
        if let text = parameters["scope"] {
            guard let narrowed = Set<Scope>(scope: text) else { throw OAuthFailure(.invalidScope, "an unknown scope") }
            scopes = narrowed
        }
        return ProtocolAnswer.json(try await desk.tokens(for: token, scopes, of: client), .ok, ProtocolAnswer.open)
    }
}
