import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import Shared
import SharedHTML

/// Where the authorization server sends a browser back to (OpenID Connect Core 1.0, section 3.1.2.5).
struct CallbackRoutes: Sendable {
    let client: OAuthClient
    let logins: PendingLogins
    let provider: ProviderClient
    let keys: ProviderKeys
    let sessions: SignInSessions
    let cookies: SessionCookies
    let hint: MemberHint
    let silent: SilentSignIn
    let pages: PageResponder

    func add(to routes: Routes) {
        routes.get(AuthPaths.callbackPattern, use: arrive)
    }

    @Sendable func arrive(_ request: Request, _ context: AppContext) async throws -> Response {
        let (answer, moment) = (AuthorizationAnswer(request), Date())
        guard let login = answer.state.flatMap({ logins.find($0, in: request.headers, at: moment) }) else {
            // An answer that came twice: who is signed in by now goes on.
            if context.signedIn != nil { return .leaving(for: LocalPath.front.description) }
            return try await failed(.stale("no browser's sign-in has this state"), then: .front, request, context)
        }
        var response: Response
        do {
            response = try await signIn(answer, login, request, context, at: moment)
        } catch let error as CancellationError {
            throw error
        } catch  where login.isSilent {
            context.logger.info("somebody could not be signed in silently", metadata: ["reason": "\(error)"])
            response = silent.givingUp(login, because: error as? SignInFault)
        } catch let fault as SignInFault {
            let isRepeated = if case .stale = fault { context.signedIn != nil } else { false }
            response =
                isRepeated ? .leaving(for: login.next.description) : try await failed(fault, then: login.next, request, context)
        }
        response.headers.append(logins.clearing(login))
        return response
    }

    private func signIn(
        _ answer: AuthorizationAnswer, _ login: PendingLogin, _ request: Request, _ context: AppContext, at moment: Date
    ) async throws -> Response {
        let code = try answer.code(from: client.issuer)
        let text = try await provider.idToken(for: code, of: login)
        let token = try await IDToken.read(text, for: client, nonce: login.nonce, keys: keys, at: moment)
        let started = try await sessions.begin(token, replacing: context.signedIn?.session, at: moment)
        var response = Response.leaving(for: login.next.description)
        let lifetime = Duration.seconds(Int64(started.session.expiresAt.timeIntervalSince(moment)))
        response.headers.append(cookies.setting(started.token, for: lifetime))
        response.headers.append(hint.setting)
        response.headers.append(silent.resting)
        return response
    }

    /// A page that says what to do. It leads nowhere by itself, so that nothing goes round in circles.
    private func failed(
        _ fault: SignInFault, then next: LocalPath, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        let page = SignInFailedPage(fault, next: next)
        context.logger.log(level: page.isOurs ? .warning : .info, "somebody was not signed in", metadata: ["reason": "\(fault)"])
        var response = try await pages.respond(to: request, context, caching: .never, status: page.status) { page }
        response.headers[.cacheControl] = "no-store"
        if page.status == .serviceUnavailable { response.headers[.retryAfter] = "5" }
        return response
    }
}
