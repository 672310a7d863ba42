import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedHTML

/// The way out, of all six services at once.
struct LogoutRoutes: Sendable {
    let sessions: SignInSessions
    let cookies: SessionCookies
    let hint: MemberHint
    let visitors: VisitorCookies
    let origin: Origin

    func add(to routes: Routes) {
        routes.post(AuthPaths.logoutPattern, from: .siblings, use: logout)
    }

    /// Whoever is signed out already is told nothing else. The basket stays with its member, so the browser is left with none.
    @Sendable func logout(_ request: Request, _ context: AppContext) async throws -> Response {
        // What account shows is for members alone, so it would ask who just signed out to sign in.
        let next = sessions.service == .account ? .front : LocalPath(after: request, on: origin)
        var response = Response.leaving(for: next.description)
        if let session = context.signedIn?.session {
            let carried = context.carriedBaskets
            try await sessions.end(session, on: request.deviceLabel, carrying: carried, at: Date())
            for basket in carried { response.headers.append(visitors.clearing(basket)) }
        }
        response.headers.append(cookies.clearing)
        response.headers.append(hint.clearing)
        return response
    }
}
