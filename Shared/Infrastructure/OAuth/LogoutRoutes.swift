import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedHTML

/// The way out, of all six services at once.
struct LogoutRoutes: Sendable {
    let service: ServiceName
    let signOut: SignOut
    let origin: Origin

    func add(to routes: Routes) {
        routes.post(AuthPaths.logoutPattern, from: .siblings, use: logout)
    }

    /// Whoever is signed out already is told nothing else.
    @Sendable func logout(_ request: Request, _ context: AppContext) async throws -> Response {
        // What account shows is for members alone, so it would ask who just signed out to sign in.
        let next = service == .account ? .front : LocalPath(after: request, on: origin)
        var response = Response.leaving(for: next.description)
        for cookie in try await signOut(request, context) { response.headers.append(cookie) }
        return response
    }
}
