import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import SharedHTML

/// Where the authorization server tells this service that somebody signed out (OpenID Connect Back-Channel Logout 1.0, section 2.5). It answers
/// the internal listener; who calls is proved by the token.
struct BackchannelLogoutRoutes: Sendable {
    let client: OAuthClient
    let keys: ProviderKeys
    let sessions: SignInSessions
    let seen = SeenTokens()

    func add(to routes: Routes) {
        routes.post(AuthPaths.backchannelLogoutPattern, from: .anyone, use: logout)
    }

    /// 200, or 400 for a request that is wrong and for a logout that failed (section 2.8); the sender asks again.
    @Sendable func logout(_ request: Request, _ context: AppContext) async throws -> Response {
        do {
            let form = try await request.form(context)
            let text = try form.read(Field<String>("logout_token", upTo: 16_000))
            let token = try await LogoutToken.read(text, for: client, keys: keys, at: Date())
            guard seen.add(token.id) else { throw SignInFault.untrusted("the logout token was sent before") }
            do { try await sessions.end(token, at: Date()) } catch {
                seen.remove(token.id)
                throw error
            }
            return Response(status: .ok, headers: [.cacheControl: "no-store"])
        } catch let error as CancellationError {
            throw error
        } catch {
            let isRefused = error is Problem || error is FormErrors || error is SignInFault && !Self.isPassing(error)
            context.logger.warning("a logout was not carried out", metadata: ["reason": "\(error)"])
            return Response(
                status: .badRequest, headers: [.cacheControl: "no-store", .contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(string: "{\"error\":\"\(isRefused ? "invalid_request" : "temporarily_unavailable")\"}")))
        }
    }

    private static func isPassing(_ error: any Error) -> Bool {
        if case .unavailable? = error as? SignInFault { true } else { false }
    }
}
