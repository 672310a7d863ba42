import Hummingbird
import SharedHTML

/// The way in. `departure`: to the authorization server; nil where that is this very service.
struct LoginRoutes: Sendable {
    let departure: Departure?
    let origin: Origin

    func add(to routes: Routes) {
        routes.get(AuthPaths.loginPattern, use: login)
    }

    @Sendable func login(_ request: Request, _ context: AppContext) throws -> Response {
        if request.isPrefetch { throw Problem.unavailable }
        let next = LocalPath(after: request, on: origin)
        if context.signedIn != nil { return .leaving(for: next.description) }
        guard let departure else {
            return .leaving(for: FederationPaths.signIn.query([AuthPaths.nextName: next.description]).value)
        }
        return try departure.response(to: request, then: next, isSilent: false)
    }
}
