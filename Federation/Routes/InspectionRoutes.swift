import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure

/// What a token is worth, and its end (RFC 7662; RFC 7009).
struct InspectionRoutes {
    let desk: TokenDesk
    let door: ClientDoor
    let isInternal: Bool

    private static let known = ["token", "token_type_hint", "client_id", "client_secret"]

    func add(to routes: Routes) {
        routes.post(FederationPaths.introspect, from: .anyone, use: introspect)
        routes.post(FederationPaths.revoke, from: .anyone, use: revoke)
        routes.options(FederationPaths.revoke) { _, _ in ProtocolAnswer.preflight("POST") }
    }

    /// Only for who can prove who they are.
    @Sendable func introspect(_ request: Request, _ context: AppContext) async throws -> Response {
        do {
            let (client, token) = try await question(request, context)
            guard !client.isPublic else { throw OAuthFailure(.invalidClient, "a public client cannot prove who it is") }
            return ProtocolAnswer.json(try await desk.introspection(of: token, by: client))
        } catch let failure as OAuthFailure { return ProtocolAnswer.failure(failure) }
    }

    /// A token that is unknown, or another client's, has nothing to be ended: 200 (RFC 7009, section 2.2).
    @Sendable func revoke(_ request: Request, _ context: AppContext) async throws -> Response {
        do {
            let (client, token) = try await question(request, context)
            try await desk.revoke(token, by: client)
            var headers = ProtocolAnswer.open
            headers[.cacheControl] = "no-store"
            return Response(status: .ok, headers: headers)
        } catch let failure as OAuthFailure { return ProtocolAnswer.failure(failure, ProtocolAnswer.open) }
    }

    private func question(_ request: Request, _ context: AppContext) async throws -> (Client, String) {
        let parameters = try await request.parameters(context, Self.known)
        let client = try await door.client(request, context, parameters, isInternal: isInternal)
        guard let token = parameters["token"] else { throw OAuthFailure(.invalidRequest, "token is missing") }
        return (client, token)
    }
}
